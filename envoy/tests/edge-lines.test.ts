import { readFileSync } from 'node:fs';
import test from 'ava';
import type { BootstrapJson } from '#gen/envoy/envoy/config/bootstrap/v3/bootstrap_pb.js';
import { makeBootstrap } from '../bootstrap.ts';
import type { BootstrapOptions } from '../options.ts';
import { edgeLines } from '../testing/edge-lines.ts';
import { exampleOptions } from '../testing/example-options.ts';

// Each line of the tables of docs/edge.md has what shows that it is so, and each setting there has the value that it says.

const doc = readFileSync(new URL('../../docs/edge.md', import.meta.url), 'utf8');
const settings = readSettings();

test('each line of docs/edge.md has something that shows it, and nothing is shown that is no line', (t) => {
  const lines = readLines(doc);
  t.true(lines.length > 40, String(lines.length));
  t.deepEqual(lines.toSorted(), Object.keys(edgeLines).toSorted());
});

for (const [line, { tests = {}, settings: stated = {}, elsewhere }] of Object.entries(edgeLines)) {
  test(`it is as docs/edge.md says: ${line}`, (t) => {
    t.true(Object.keys({ ...tests, ...stated }).length > 0 || elsewhere !== undefined);
    for (const [file, title] of Object.entries(tests)) {
      const source = readFileSync(new URL(`${file}.test.ts`, import.meta.url), 'utf8');
      t.true(source.includes(title), `${file}: ${title}`);
    }
    for (const [path, value] of Object.entries(stated)) t.deepEqual(find(path), value, path);
  });
}

/** The first cells of the tables up to where a page cannot read, and of the last; the second cell where that is `–`. */
function readLines(text: string): string[] {
  const sections = text
    .split(/^## /m)
    .filter((section) => /^(Memory|Who calls|Time|HTTP[/]2|TLS|Towards)/.test(section));
  const rows = sections.flatMap((section) => section.split('\n').filter((line) => /^\| (?!-)/.test(line)));
  const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()));
  return cells
    .map(([, first = '', second = '']) => (first === '–' ? second : first))
    .filter((line) => line !== 'line of the page' && line !== 'what');
}

/** The parts of the configuration, by short names. */
function readSettings(): object {
  const options: BootstrapOptions = { ...exampleOptions, dynamicFolder: undefined };
  const { overloadManager, layeredRuntime, staticResources = {} }: BootstrapJson = makeBootstrap(options);
  const [edgeListener, meshListener] = staticResources.listeners ?? [];
  const edgeTls = { certificatePath: '/a.pem', keyPath: '/a.key.pem' };
  const [tlsListener] = makeBootstrap({ ...options, edgeTls }).staticResources?.listeners ?? [];
  const managerOf = (listener: typeof edgeListener) => listener?.filterChains?.[0]?.filters?.[0]?.typedConfig;
  const clusters = ['posts', 'web', 'jwks'].flatMap((name) => {
    const cluster = staticResources.clusters?.find((each) => each.name === name);
    const [http] = Object.values(cluster?.typedExtensionProtocolOptions ?? {});
    return [[name, cluster] as const, [`${name}Http`, http] as const];
  });
  return {
    overload: overloadManager,
    runtime: layeredRuntime?.layers?.[0]?.staticLayer,
    ...{ edgeListener, meshListener, tlsListener, edge: managerOf(edgeListener), mesh: managerOf(meshListener) },
    ...Object.fromEntries(clusters),
  };
}

/** What stands at a path: names and numbers with dots between; a `!` is a dot of a name. */
function find(path: string): unknown {
  let found: unknown = settings;
  for (const name of path.split('.'))
    found = (found as Record<string, unknown> | undefined)?.[name.replaceAll('!', '.')];
  return found;
}
