import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

/** The root of the checkout, absolute. */
export const root = join(import.meta.dirname, '..');

/** The minor version of Envoy that the configuration is written and tested for. */
export const envoyMinor = '1.40';

/** Where the set-up puts what is not an npm package. */
export const toolPaths = {
  envoy: join(root, '.tools/envoy-1.40.0/envoy'),
  supervisor: join(root, '.tools/supervisor-4.3.0/supervisord'),
};

/** Node keeps compiled modules here: the second process does not strip and compile them again. */
export const compileCache = { NODE_COMPILE_CACHE: join(root, '.tools/compile-cache') };

/** The Node that runs everything of ours: the npm package `node`. */
export function nodePath(): string {
  return join(root, 'node_modules/node/bin/node');
}

/** The `envoy` on PATH if its version fits, else the one that ./scripts/setup unpacked. Throws if there is none. */
export function envoyPath(): string {
  const found = findEnvoy();
  if (found === undefined) throw new Error('Envoy is not installed: run ./scripts/setup');
  return found;
}

/** As envoyPath(), undefined where there is none. */
export function findEnvoy(): string | undefined {
  const onPath = findOnPath(['envoy']);
  if (onPath !== undefined && fitsEnvoy(onPath)) return onPath;
  return existsSync(toolPaths.envoy) ? toolPaths.envoy : undefined;
}

/** The `supervisord` that ./scripts/setup unpacked; `supervisorctl` lies beside it. Both need python3 on PATH. */
export function supervisorPath(): string {
  if (!existsSync(toolPaths.supervisor)) throw new Error('Supervisor is not installed: run ./scripts/setup');
  return toolPaths.supervisor;
}

/** A Chromium: CHROMIUM_PATH, else the system's, else Playwright's download. Throws if there is none. */
export function chromiumPath(): string {
  const found = findChromium();
  if (found === undefined) throw new Error('Chromium is not installed: run ./scripts/setup --browser');
  return found;
}

/** As chromiumPath(), undefined where there is none. Throws if CHROMIUM_PATH names no executable. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    if (!isExecutable(named)) throw new Error(`CHROMIUM_PATH is ${named}, which is not an executable file`);
    return named;
  }
  const system = findOnPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'], env);
  if (system !== undefined) return system;
  // Loaded only here: it would slow down every script that asks for another tool.
  const { chromium } = createRequire(import.meta.url)('playwright-core') as typeof import('playwright-core');
  const downloaded = chromium.executablePath();
  return existsSync(downloaded) ? downloaded : undefined;
}

/** The first of `names` that is an executable in a directory of PATH. */
export function findOnPath(names: readonly string[], env: NodeJS.ProcessEnv = process.env): string | undefined {
  const directories = (env.PATH ?? '').split(delimiter).filter((directory) => directory !== '');
  return names.flatMap((name) => directories.map((directory) => join(directory, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function fitsEnvoy(path: string): boolean {
  try {
    return execFileSync(path, ['--version'], { encoding: 'utf8' }).includes(`/${envoyMinor}.`);
  } catch {
    return false;
  }
}
