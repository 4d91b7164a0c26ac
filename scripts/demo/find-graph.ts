import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '../install/report.ts';
import { root } from '../tools.ts';

/** The network that a proof or a measurement runs on. */
export interface FoundGraph {
  /** For the report. */
  name: string;
  /** Undefined: the generated one. */
  path: string | undefined;
}

const beside = join(root, '../shared/data/socfb-reed98/socfb-Reed98.edges');

/** Reed98 where it is there (the project does not ship it), else the generated network of the same degrees. */
export function findGraph(env: NodeJS.ProcessEnv = process.env): FoundGraph {
  const named = env.REED98;
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new SetupError(`REED98 is ${named}, and there is no such file.`);
    return { name: 'socfb-Reed98', path: named };
  }
  if (existsSync(beside)) return { name: 'socfb-Reed98', path: beside };
  return { name: 'a generated network with the degrees of socfb-Reed98, which is not here', path: undefined };
}
