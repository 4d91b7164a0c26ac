import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodePath, root } from '../tools.ts';
import { say } from './report.ts';
import { runStep } from './run-step.ts';
import { hashFiles, readStamp, writeStamp } from './stamp.ts';

const target = join(root, 'gen');
const stampPath = join(target, '.stamp');
const sources = [
  'proto',
  'buf.yaml',
  'buf.gen.yaml',
  'buf.gen.envoy.yaml',
  'envoy/api/envoy-1.40.binpb',
  'services/kit/policies.ts',
  'services/kit/read-policies.ts',
  'scripts/install/write-policies.ts',
  'node_modules/ts-proto/package.json',
  'node_modules/@bufbuild/protoc-gen-es/package.json',
];

/** Generates gen/ if a contract, buf's configuration or the generator changed since it was made. */
export async function ensureGeneratedCode(): Promise<void> {
  if (readStamp(stampPath) !== hashFiles(sources)) await generateCode();
}

/**
 * Generates gen/: TypeScript of every contract, types of Envoy's configuration, tertulia.binpb, the descriptors that
 * reflection serves, and policies.json, what the contract says of each RPC.
 * Files that come out the same are left as they are, and the others replaced one by one, so that a process
 * which reads gen/ meanwhile never finds it empty.
 */
export async function generateCode(): Promise<void> {
  say('Generating code from proto/');
  const hash = hashFiles(sources);
  mkdirSync(join(root, '.tools'), { recursive: true });
  const fresh = mkdtempSync(join(root, '.tools/gen-'));
  try {
    await buf(['generate', '--output', fresh]);
    await buf(['generate', '--template', 'buf.gen.envoy.yaml', '--output', fresh]);
    await buf(['build', '--output', join(fresh, 'gen/tertulia.binpb')]);
    await writePolicies(join(fresh, 'gen/policies.json'));
    replaceTree(join(fresh, 'gen'), target);
    writeStamp(stampPath, hash);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

async function writePolicies(path: string): Promise<void> {
  await runStep({
    what: 'Reading the policies of the contract',
    command: nodePath(),
    args: [join(root, 'scripts/install/write-policies.ts'), path],
    ifMissing: 'Node 24 is missing from node_modules: run ./scripts/setup.',
  });
}

async function buf(args: readonly string[]): Promise<void> {
  const path = [join(root, 'node_modules/.bin'), dirname(nodePath()), process.env.PATH].join(':');
  await runStep({
    what: `buf ${args[0]}`,
    command: join(root, 'node_modules/.bin/buf'),
    args,
    ifMissing: 'buf is missing from node_modules: run ./scripts/setup.',
    env: { ...process.env, PATH: path },
  });
}

function replaceTree(from: string, to: string): void {
  const made = new Set(listTree(from));
  for (const file of made) {
    const destination = join(to, file);
    if (existsSync(destination) && readFileSync(destination).equals(readFileSync(join(from, file)))) continue;
    mkdirSync(dirname(destination), { recursive: true });
    renameSync(join(from, file), destination);
  }
  for (const file of listTree(to)) {
    if (!made.has(file)) rmSync(join(to, file));
  }
}

function listTree(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1));
}
