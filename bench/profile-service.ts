import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../scripts/install/report.ts';
import { root } from '../scripts/tools.ts';
import { startLoadGenerator } from './load/generator.ts';
import { measureScenario } from './measure/measure-scenario.ts';
import type { BenchOptions } from './options.ts';
import { openInspector } from './profile/inspector.ts';
import { summariseProfile } from './profile/summarise-profile.ts';
import type { Stage } from './stage.ts';

/** Puts each load on and says where the processor time of one service goes; keeps a .cpuprofile of each. */
export async function profileService(stage: Stage, options: BenchOptions, logFile: string): Promise<void> {
  using load = await startLoadGenerator();
  using inspector = await openInspector(readFileSync(logFile, 'utf8'));
  const directory = join(root, 'data/bench');
  mkdirSync(directory, { recursive: true });
  for (const scenario of await stage.scenarios()) {
    if (options.only.length > 0 && !options.only.includes(scenario.name)) continue;
    await inspector.start();
    const { calls } = await measureScenario(scenario, load, stage.processes, { ...options, port: stage.port });
    const profile = await inspector.stop();
    const path = join(directory, `${options.cpuProfile}-${scenario.name}.cpuprofile`);
    writeFileSync(path, JSON.stringify(profile));
    console.log(`\n${scenario.title}: main thread of ${options.cpuProfile}, a call\n`);
    console.log(summariseProfile(profile, calls));
    say(`\nThe profile is in ${path}`);
  }
}
