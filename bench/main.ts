// Measures Tertulia under load: see options.ts.
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { runScript, SetupError, say } from '../scripts/install/report.ts';
import { root } from '../scripts/tools.ts';
import { aims } from './aims.ts';
import { catchUp } from './catch-up/catch-up.ts';
import { fanOut } from './fan-out/fan-out.ts';
import { homes } from './homes/homes.ts';
import { type BenchOptions, benchUsage, readBenchOptions } from './options.ts';
import { overload } from './overload/overload.ts';
import { profileService } from './profile-service.ts';
import { formatReport } from './report.ts';
import { runRounds } from './run-rounds.ts';
import { type Stage, startStage } from './stage.ts';
import { summarise } from './summarise.ts';

/** What is measured by itself, by the name that comes first on the command line. */
const parts = new Map([
  ['aims', aims],
  ['catch-up', catchUp],
  ['overload', overload],
  ['fan-out', fanOut],
  ['homes', homes],
]);

/** Port 0: the service writes to its log where its inspector is. */
const inspected = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };

await runScript(async () => {
  const part = parts.get(process.argv[2] ?? '');
  if (part !== undefined) return part(process.argv.slice(3));
  const options = readBenchOptions(process.argv.slice(2));
  if (options.help) return console.log(benchUsage);
  const { cpuProfile } = options;
  await using stage = await startStage(cpuProfile === undefined ? {} : { [cpuProfile]: inspected });
  const names = (await stage.scenarios()).map(({ name }) => name);
  const unknown = options.only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new SetupError(`There is no load ${unknown}: choose of ${names.join(', ')}.`);
  if (cpuProfile === undefined) await measure(stage, options);
  else await profileService(stage, options, stage.logFile(cpuProfile));
});

async function measure(stage: Stage, options: BenchOptions): Promise<void> {
  const memoryAtRest = stage.readMemory();
  const [loadAverageBefore = Number.NaN] = loadavg();
  const rounds = await runRounds(stage, options);
  const { seconds, connections, inFlight } = options;
  const report = {
    ...{ time: new Date().toISOString(), network: stage.networkName, people: stage.people, posts: stage.posts },
    ...{ connections, inFlight, seconds, rounds: options.rounds },
    summaries: [...rounds].map(([name, { title, measurements }]) => summarise(name, title, measurements)),
    loadAverageBefore,
    memoryAfterReading: stage.memoryAfterReading,
    memoryAtRest,
    memoryAfter: stage.readMemory(),
  };
  console.log(`\n${formatReport(report)}`);
  const path = join(root, 'data/bench', `${report.time.replaceAll(':', '-')}.json`);
  mkdirSync(join(root, 'data/bench'), { recursive: true });
  writeFileSync(path, `${JSON.stringify(report, undefined, 2)}\n`);
  say(`\nAll figures are in ${path}`);
}
