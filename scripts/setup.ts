import { parseArgs } from 'node:util';
import { ensureChromium } from './install/chromium.ts';
import { ensureEnvoy } from './install/envoy.ts';
import { ensureGeneratedCode } from './install/generated-code.ts';
import { runScript, SetupError } from './install/report.ts';
import { ensureSupervisor } from './install/supervisor.ts';
import { ensureWebClient } from './install/web-client.ts';

await runScript(async () => {
  const { browser, web } = readOptions();
  await ensureGeneratedCode();
  await ensureEnvoy();
  await ensureSupervisor();
  if (web) await ensureWebClient();
  if (browser) process.stdout.write(`${await ensureChromium()}\n`);
});

function readOptions(): { browser: boolean; web: boolean } {
  const options = { browser: { type: 'boolean', default: false }, web: { type: 'boolean', default: false } } as const;
  try {
    return parseArgs({ options }).values;
  } catch {
    throw new SetupError('Usage: ./scripts/setup [--browser] [--web]');
  }
}
