import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { makeBootstrap } from '../bootstrap.ts';
import { exampleOptions } from '../testing/example-options.ts';

const { staticResources, ...process_ } = makeBootstrap(exampleOptions);
const [edge, mesh] = staticResources?.listeners ?? [];
const parts = { process: process_, edge, mesh, clusters: staticResources?.clusters };

for (const [name, part] of Object.entries(parts)) {
  test(`the configuration is as reviewed: ${name}`, (t) => {
    const path = join(import.meta.dirname, 'golden', `${name}.json`);
    const text = `${JSON.stringify(part, null, 2)}\n`;
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, text);
    const reviewed = existsSync(path) ? readFileSync(path, 'utf8') : '';
    t.deepEqual(
      text.split('\n'),
      reviewed.split('\n'),
      'if it is as meant: UPDATE_GOLDEN=1 npx ava envoy, and review the diff',
    );
  });
}
