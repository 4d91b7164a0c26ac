import { say } from '../scripts/install/report.ts';
import { startLoadGenerator } from './load/generator.ts';
import { type LoadShape, type Measurement, measureScenario } from './measure/measure-scenario.ts';
import type { Stage } from './stage.ts';

/** How often which loads are made, and how. */
export interface Rounds extends Omit<LoadShape, 'port'> {
  readonly rounds: number;
  /** Names of scenarios; empty: all. */
  readonly only: readonly string[];
}

/** Each scenario in turn, and that again and again: what else the machine does meets all of them alike. */
export async function runRounds(stage: Stage, options: Rounds) {
  using load = await startLoadGenerator();
  const results = new Map<string, { title: string; measurements: Measurement[] }>();
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const scenario of await stage.scenarios()) {
      if (options.only.length > 0 && !options.only.includes(scenario.name)) continue;
      const measurement = await measureScenario(scenario, load, stage.processes, { ...options, port: stage.port });
      say(`round ${round}: ${scenario.title}: ${Math.round(measurement.calls / measurement.seconds)} calls/s`);
      const result = results.get(scenario.name) ?? { title: scenario.title, measurements: [] };
      result.measurements.push(measurement);
      results.set(scenario.name, result);
    }
  }
  return results;
}
