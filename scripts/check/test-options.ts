import { parseArgs } from 'node:util';
import { SetupError } from '../install/report.ts';

/** What `scripts/test` was asked for. */
export interface TestOptions {
  /** The test files to run; all, and every check, if there are none. */
  files: string[];
  /** To be added to the environment of the tests. */
  env: Record<string, string>;
  help: boolean;
}

/** How much the random tests do in their long form, by the variables that they read. */
export const longForms: Readonly<Record<string, string>> = {
  MODEL_STEPS: '100000',
  CHAOS_KILLS: '200',
  RACE_ROUNDS: '1000',
  FUZZ_REQUESTS: '2000',
  FUZZ_TOKENS: '50000',
  PROPERTY_FACTOR: '10',
};

export const testUsage = `Usage: ./scripts/test [options] [FILE…]

Does all the set-up, then runs every check and every test; with files or folders, only the tests in them. The last line
of output is \`N passed, N failed\`; ends with 1 if anything failed.

  --thorough  the long forms of all random tests, which take hours: as with
              ${Object.entries(longForms)
                .map(([name, value]) => `${name}=${value}`)
                .join('\n              ')}
              in the environment, where another number can be given
  --help      show this`;

/** Reads the command line; throws SetupError at what it does not understand. */
export function readTestOptions(args: readonly string[], env: NodeJS.ProcessEnv): TestOptions {
  const { values, positionals } = parse(args);
  const added = values.thorough ? Object.entries(longForms).filter(([name]) => env[name] === undefined) : [];
  return { files: positionals, env: Object.fromEntries(added), help: values.help };
}

function parse(args: readonly string[]) {
  const options = { thorough: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new SetupError(`${reason}. See ./scripts/test --help.`);
  }
}
