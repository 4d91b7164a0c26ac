import test from 'ava';
import { describeHole, type Floor, findHoles, readFloors } from '../floors.ts';
import { readRunningVersions } from '../running-versions.ts';

const floor: Floor = {
  software: 'envoy',
  affected: [
    ['0', '1.35.13'],
    ['1.36.0', '1.36.9'],
  ],
  advisory: 'CVE-0000-1',
  hole: 'anything can happen',
  source: 'https://example.com/1',
  atStart: 'refuse',
};

const has = (envoy: string) => findHoles({ envoy }, [floor]).length > 0;

test('a version has a hole within its ranges, which end before the first that is mended', (t) => {
  for (const version of ['0.1', '1.9.0', '1.35.12', '1.36.0', '1.36.8']) t.true(has(version), version);
  for (const version of ['1.35.13', '1.35.14', '1.36.9', '1.36.10', '1.40.0', '2.0.0']) t.false(has(version), version);
  t.deepEqual(findHoles({ node: '1.0.0' }, [floor]), []);
});

test('what is said of a hole names the version to take on the same line', (t) => {
  const [hole] = findHoles({ envoy: '1.36.2' }, [floor]);
  t.regex(hole === undefined ? '' : describeHole(hole), /^envoy 1\.36\.2 .*CVE-0000-1.*Take 1\.36\.9 or later/);
});

test('the floors in use are sound: ranges go up, and nothing that runs here is refused', (t) => {
  const floors = readFloors();
  for (const { affected } of floors) {
    const [first, ...rest] = affected.flat();
    let last = first ?? '';
    for (const next of rest) {
      t.true(last.localeCompare(next, 'en', { numeric: true }) < 0, `${last} ${next}`);
      last = next;
    }
  }
  const refused = findHoles(readRunningVersions(), floors).filter((hole) => hole.floor.atStart === 'refuse');
  t.deepEqual(refused.map(describeHole), []);
});
