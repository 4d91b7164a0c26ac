import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { describeHole, type Floor, findHoles, readFloors, type Versions } from '../../services/kit/floors.ts';
import { readRunningVersions } from '../../services/kit/running-versions.ts';
import { SetupError, say } from '../install/report.ts';
import { envoyPath } from '../tools.ts';

/** Throws SetupError if something that would be started has a hole that `floors` refuse; says which others it has. */
export function checkFloors(floors: readonly Floor[] = readFloors(), versions: Versions = readAllVersions()): void {
  const holes = findHoles(versions, floors);
  const refused = holes.filter(({ floor }) => floor.atStart === 'refuse');
  if (refused.length > 0) throw new SetupError(refused.map(describeHole).join('\n'));
  for (const hole of holes) say(`Warning: ${describeHole(hole)}.`);
}

/** Of all that is started here, and of what made the code. */
function readAllVersions(): Versions {
  const { version } = createRequire(import.meta.url)('ts-proto/package.json') as { version: string };
  const envoy = /\/(\d+\.\d+\.\d+)\//.exec(execFileSync(envoyPath(), ['--version'], { encoding: 'utf8' }))?.[1];
  return { ...readRunningVersions(), 'ts-proto': version, ...(envoy !== undefined && { envoy }) };
}
