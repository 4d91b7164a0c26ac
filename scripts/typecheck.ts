import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCheck } from './check/run-check.ts';
import { root } from './tools.ts';

// The browser's code has a tsconfig of its own: it knows the DOM, and no Node.
const projects = ['tsconfig.json', 'web/tsconfig.json'].filter((path) => existsSync(join(root, path)));
const results = await Promise.all(projects.map((path) => runCheck(path, 'tsc', ['--noEmit', '--project', path])));
for (const { output } of results) {
  if (output !== '') console.log(output);
}
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
