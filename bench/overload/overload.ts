import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError, say } from '../../scripts/install/report.ts';
import { serviceNames } from '../../scripts/run/plan.ts';
import { root } from '../../scripts/tools.ts';
import { startLoadGenerator } from '../load/generator.ts';
import type { Observed } from '../measure/measure-scenario.ts';
import { startStage } from '../stage.ts';
import { limitCores } from './limit-cores.ts';
import { measureOverload, type OverloadRound } from './measure-overload.ts';
import { overloadUsage, readOverloadOptions } from './options.ts';
import { formatOverload } from './report.ts';
import { setApart } from './set-apart.ts';

/** Measures what happens when more is asked than can be done: see options.ts. */
export async function overload(args: readonly string[]): Promise<void> {
  const options = readOverloadOptions(args);
  if (options.help) return console.log(overloadUsage);
  await using stage = await startStage();
  using load = await startLoadGenerator();
  if (options.apart && !setApart(stage.processes, load.pid))
    throw new SetupError('Cores can be set apart on Linux only, where there are two.');
  using _limit = limitServices(stage.processes, options.serviceCores);
  const results = new Map<string, OverloadRound[]>();
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const scenario of await stage.overloads()) {
      if (options.only.length > 0 && !options.only.includes(scenario.name)) continue;
      const measured = await measureOverload(scenario, load, stage.processes, {
        port: stage.port,
        seconds: options.seconds,
      });
      say(`round ${round}: ${scenario.title}: ${Math.round(measured.peak)} calls/s`);
      results.set(scenario.title, [...(results.get(scenario.title) ?? []), measured]);
    }
  }
  console.log(`\n${formatOverload(results)}`);
  const path = join(root, 'data/bench', `overload-${new Date().toISOString().replaceAll(':', '-')}.json`);
  mkdirSync(join(root, 'data/bench'), { recursive: true });
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(results), undefined, 2)}\n`);
  say(`\nAll figures are in ${path}`);
}

function limitServices(processes: readonly Observed[], cores: number | undefined): Disposable | undefined {
  const services = processes.filter(({ name }) => serviceNames.some((service) => service === name));
  return cores === undefined
    ? undefined
    : limitCores(
        services.map(({ pid }) => pid),
        cores,
      );
}
