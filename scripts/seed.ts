// Fills the databases of a data folder with a network of people who talk.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fillFolder } from './demo/fill-folder.ts';
import type { DemoNetwork } from './demo/network.ts';
import { demoPassword } from './demo/write-network.ts';
import { runScript, SetupError, say } from './install/report.ts';
import { findInstance } from './run/instance.ts';
import { root } from './tools.ts';

const usage = `Usage: ./scripts/seed [options]

Fills the databases of a Tertulia that does not run. A folder that is filled already is left as it is.

  --graph FILE   the network of an edge list (lines \`a b\`), instead of a generated one of 962 people
  --data DIR     where the databases are (default: data)
  --posts N      how many posts a person writes, on average (default: 3)
  --seed N       another number, other people and texts (default: 1)
  --help         show this`;

const optionTypes = {
  graph: { type: 'string' },
  data: { type: 'string', default: resolve(root, 'data') },
  posts: { type: 'string', default: '3' },
  seed: { type: 'string', default: '1' },
  help: { type: 'boolean', default: false },
} as const;

await runScript(async () => {
  const { help, graph, data, posts, seed } = readOptions();
  if (help) return console.log(usage);
  const dataDir = resolve(data);
  if (findInstance(dataDir) !== undefined) throw new SetupError('Tertulia is running there: ./scripts/down first.');
  const options = {
    graphPath: graph === undefined ? undefined : resolve(graph),
    postsPerPerson: readNumber('--posts', posts, 100),
    seed: readNumber('--seed', seed, 2 ** 32 - 1),
    endTime: new Date(),
  };
  const network = await fillFolder(dataDir, options, { onStep: say });
  if (network === undefined) return console.log(`${dataDir} is filled already and stays as it is.`);
  console.log(describe(network));
});

function readOptions() {
  try {
    return parseArgs({ options: optionTypes }).values;
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}

function readNumber(option: string, text: string, max: number): number {
  if (!/^\d+$/.test(text) || Number(text) > max) throw new SetupError(`${option} takes a number from 0 to ${max}.`);
  return Number(text);
}

function describe({ people, follows, posts, comments }: DemoNetwork): string {
  const handles = people.slice(0, 3).map(({ handle }) => handle);
  return [
    `${people.length} people, ${follows.length} follows, ${posts.length} posts, ${comments.length} comments.`,
    `Sign in as ${handles.join(', ')} or anybody else of them; the password is ${demoPassword}`,
  ].join('\n');
}
