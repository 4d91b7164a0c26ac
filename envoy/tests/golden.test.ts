import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { makeBootstrap } from '../bootstrap.ts';
import { makeDynamicFiles } from '../dynamic/files.ts';
import { exampleOptions } from '../testing/example-options.ts';

const { staticResources, ...rest } = makeBootstrap(exampleOptions);
const [edge, mesh] = staticResources?.listeners ?? [];
const watched = [...makeDynamicFiles(exampleOptions)].map(([name, { resources }]) => [
  name.replace('.json', ''),
  resources,
]);
const parts = { process: rest, edge, mesh, ...Object.fromEntries(watched) };
const advice = "if it is as meant: UPDATE_GOLDEN=1 npx ava 'envoy/**', and review the diff";

for (const [name, part] of Object.entries(parts)) {
  test(`the configuration is as reviewed: ${name}`, (t) => {
    const path = join(import.meta.dirname, 'testdata', `${name}.json`);
    const text = `${JSON.stringify(part, null, 2)}\n`;
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, text);
    const reviewed = existsSync(path) ? readFileSync(path, 'utf8') : '';
    t.is(firstDifference(text, reviewed), undefined, advice);
  });
}

function firstDifference(text: string, reviewed: string): string | undefined {
  const [made, known] = [text.split('\n'), reviewed.split('\n')];
  const at = Array.from({ length: Math.max(made.length, known.length) }).findIndex((_, i) => made[i] !== known[i]);
  return at === -1 ? undefined : `line ${at + 1}: ${made[at]?.trim()} instead of ${known[at]?.trim()}`;
}
