import test from 'ava';
import type { Floor, Software } from '../../services/kit/floors.ts';
import { SetupError } from '../install/report.ts';
import { checkFloors } from '../run/check-floors.ts';

const hole = (software: Software, fixed: string): Floor => ({
  software,
  affected: [['0', fixed]],
  advisory: 'CVE-0000-1',
  hole: 'anything can happen',
  source: 'https://example.com/1',
  atStart: 'refuse',
});

test('everything that is installed here may start', (t) => {
  t.notThrows(() => checkFloors());
});

for (const software of ['node', '@grpc/grpc-js', 'sqlite', 'ts-proto', 'envoy'] as const) {
  test(`nothing is started while ${software} has a hole that is refused`, (t) => {
    const message = new RegExp(`^${software} \\d+\\.\\d+\\.\\d+ has a known hole, CVE-0000-1: .*Take 1000 or later`);
    t.throws(() => checkFloors([hole(software, '1000')]), { instanceOf: SetupError, message });
    t.notThrows(() => checkFloors([hole(software, '0.0.1')]));
  });
}
