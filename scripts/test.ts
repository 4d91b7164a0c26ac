// Runs every check and every test; with arguments, only the tests of the files that they name.
// The last line of output is `N passed, N failed`.
import { checkBreakingChanges } from './check/breaking-changes.ts';
import { type CheckResult, runCheck } from './check/run-check.ts';
import { runTests } from './check/run-tests.ts';
import { readTestOptions, type TestOptions, testUsage } from './check/test-options.ts';
import { ensureChromium } from './install/chromium.ts';
import { runScript } from './install/report.ts';
import { ensureWebClient } from './install/web-client.ts';
import { nodePath } from './tools.ts';

await runScript(async () => {
  const options = readTestOptions(process.argv.slice(2), process.env);
  if (options.help) return console.log(testUsage);
  await run(options);
});

async function run({ files, env }: TestOptions): Promise<void> {
  const checks = files.length > 0 ? [] : await runChecks();
  for (const check of checks) report(check);
  const needs = [await setUp('web client', ensureWebClient), await setUp('Chromium', ensureChromium)];
  for (const need of needs) report(need);
  const tests = await runTests(files, env);

  const all = [...checks, ...needs];
  for (const { name } of all.filter(({ ok }) => !ok)) console.log(`✘ ${name} failed (its output is above)`);
  const failed = tests.failed + all.filter(({ ok }) => !ok).length;
  const passed = tests.passed + all.filter(({ ok }) => ok).length;
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

function runChecks(): Promise<CheckResult[]> {
  return Promise.all([
    runCheck('buf lint', 'buf', ['lint']),
    checkBreakingChanges(),
    runCheck('policy lint', nodePath(), ['scripts/lint-policy.ts']),
    runCheck('typecheck', nodePath(), ['scripts/typecheck.ts']),
    runCheck('biome', 'biome', ['ci', '--colors=off']),
  ]);
}

async function setUp(name: string, ensure: () => Promise<unknown>): Promise<CheckResult> {
  try {
    await ensure();
    return { name, ok: true, output: '' };
  } catch (error) {
    return { name, ok: false, output: error instanceof Error ? error.message : String(error) };
  }
}

function report({ name, ok, output }: CheckResult): void {
  console.log(`${ok ? '✔' : '✘'} ${name}`);
  if (output !== '') console.log(output.replace(/^/gm, '    '));
}
