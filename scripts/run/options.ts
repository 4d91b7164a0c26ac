import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupError } from '../install/report.ts';
import { root } from '../tools.ts';
import { type EdgeOptions, edgeFlags, limitList, readEdgeOptions } from './edge-options.ts';

/** What `scripts/up` was asked for. */
export interface UpOptions {
  /** Absolute. */
  dataDir: string;
  /** The folder of certificates. Absolute. */
  tlsDir: string;
  port: number;
  edge: EdgeOptions;
  /** The network to fill empty databases with: the generated one, or an edge list (absolute path). */
  seed: 'none' | 'demo' | { graph: string };
  detach: boolean;
  help: boolean;
}

export const upUsage = `Usage: ./scripts/up [options]

Sets up what is missing, starts the four services, Envoy and the web client, and prints where they are.

  --seed demo    fill empty databases with a generated network of 962 people
  --graph FILE   fill empty databases with the network of an edge list (lines \`a b\`)
  --data DIR     where the databases and logs are (default: data)
  --tls DIR      a folder of certificates of your own CA, for calls between the processes (default: tls in the folder
                 of the databases, with a development CA; also TERTULIA_TLS_DIR in the environment)
  --port N       where the web client and the API are (default: 8080; also PORT in the environment)
  --detach       leave it running and return; ./scripts/down stops it
  --help         show this

The edge, towards people (docs/edge.md):

  --certificate FILE, --key FILE
                 speak TLS with this certificate (PEM, followed by those it hangs on) and key; renewed ones are taken up
  --http3        speak HTTP/3 too, at the UDP port of the same number
  --host ADDRESS the IP address to listen on (default: 127.0.0.1); any other than loopback needs TLS
  --allow-plaintext
                 listen there without TLS, where something in front ends it
  --origin URL   another origin whose pages may call, such as http://localhost:5173; can be given several times
  --trusted-proxies N
                 how many proxies of your own add to x-forwarded-for (default: 0, then it is not read)
  --limit NAME=N another number than the default; can be given several times. Names:
                 ${limitList.replace(/(.{1,96})( |$)/g, '$1\n                 ').trimEnd()}

Ctrl-C stops everything.`;

const options = {
  seed: { type: 'string' },
  graph: { type: 'string' },
  data: { type: 'string' },
  tls: { type: 'string' },
  port: { type: 'string' },
  detach: { type: 'boolean' },
  help: { type: 'boolean' },
  ...edgeFlags,
} as const;

/**
 * Reads the command line; relative paths are relative to `cwd`. Throws SetupError with all that it does not understand,
 * a line each.
 */
export function readUpOptions(args: readonly string[], env: NodeJS.ProcessEnv, cwd: string): UpOptions {
  const faults: string[] = [];
  const values = parse(args, faults);
  const dataDir = values.data === undefined ? resolve(root, 'data') : resolve(cwd, values.data);
  const read: UpOptions = {
    dataDir,
    tlsDir: resolve(cwd, values.tls ?? (env.TERTULIA_TLS_DIR || join(dataDir, 'tls'))),
    port: readPort(values.port ?? (env.PORT || '8080'), faults),
    edge: readEdgeOptions(values, cwd, faults),
    seed: readSeed(values, cwd, faults),
    detach: values.detach ?? false,
    help: values.help ?? false,
  };
  if (read.help || faults.length === 0) return read;
  throw new SetupError(faults.join('\n'));
}

/** What is well-formed of the command line; the rest goes into `faults`. */
function parse(args: readonly string[], faults: string[]) {
  const understood: string[] = [];
  let former: string | undefined;
  for (const token of tokenize(args)) {
    const fault = findFault(token, former);
    if (fault !== undefined) faults.push(fault);
    else if (token.kind === 'option')
      understood.push(token.value ? `--${token.name}=${token.value}` : `--${token.name}`);
    former = fault !== undefined && token.kind === 'option' ? token.name : undefined;
  }
  return parseArgs({ args: understood, options }).values;
}

function tokenize(args: readonly string[]) {
  return parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

type Token = ReturnType<typeof tokenize>[number];

/** What is wrong with a part of the command line; what follows the option `former`, which is wrong itself, is not. */
function findFault(token: Token, former: string | undefined): string | undefined {
  if (token.kind === 'positional' && former === undefined) return `Unexpected "${token.value}". ${seeHelp}`;
  if (token.kind !== 'option') return undefined;
  const { name, rawName, value, inlineValue } = token;
  const known = Object.hasOwn(options, name) ? options[name as keyof typeof options] : undefined;
  if (known === undefined) return `Unknown option ${rawName}. ${seeHelp}`;
  if (known.type === 'boolean') return value === undefined ? undefined : `${rawName} takes no value.`;
  const isMissing = !value || (!inlineValue && value.startsWith('--'));
  return isMissing ? `${rawName} needs a value.` : undefined;
}

const seeHelp = 'See ./scripts/up --help.';

function readPort(text: string, faults: string[]): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    faults.push(`"${text}" is not a port: give a number from 1 to 65535.`);
  }
  return port;
}

function readSeed(
  { seed, graph }: { seed?: string | undefined; graph?: string | undefined },
  cwd: string,
  faults: string[],
): UpOptions['seed'] {
  if (graph !== undefined && seed !== undefined) faults.push('Give either --seed or --graph, not both.');
  if (graph !== undefined) return { graph: resolve(cwd, graph) };
  if (seed === undefined) return 'none';
  if (seed !== 'demo') faults.push(`There is no seed "${seed}": the only one is --seed demo.`);
  return 'demo';
}
