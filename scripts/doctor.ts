// Makes every projection again from the logs, beside the live ones, and names what differs.
import { existsSync } from 'node:fs';
import { describe } from './audit/describe.ts';
import { examineFolder } from './audit/examine-folder.ts';
import { readDoctorOptions, usage } from './audit/options.ts';
import { runScript, SetupError } from './install/report.ts';

await runScript(async () => {
  const options = readDoctorOptions(process.argv.slice(2), process.cwd());
  if (options.help) return console.log(usage);
  if (!existsSync(options.dataDir)) throw new SetupError(`There is no folder ${options.dataDir}.`);
  const examinations = await examineFolder(options.dataDir, options.services);
  console.log(options.json ? JSON.stringify(examinations, null, 2) : describe(examinations, options.show));
  if (examinations.some(({ findings }) => findings.some(({ differences }) => differences.length > 0))) {
    process.exitCode = 1;
  }
});
