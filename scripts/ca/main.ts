// Sees to the certificates of a folder: see usage. Its output is when to call it again, in seconds since the epoch.
import { parseArgs } from 'node:util';
import { findFaults } from './check.ts';
import { certifiedNames } from './names.ts';
import { defaultLifetimeMs, renewCertificates } from './renew.ts';

const usage = `Usage: node scripts/ca/main.ts DIRECTORY [--lifetime SECONDS]

Makes a development CA in the folder if it is empty, gives a certificate to each process of Tertulia, and renews those
that are past half of their life (default: of 24 hours). Certificates of another CA are checked and left alone.`;

/** Certificates of another CA are looked at once an hour. */
const lookAgainMs = 3_600_000;

try {
  const { directory, lifetimeMs } = readArguments();
  const { due } = await renewCertificates({ directory, names: certifiedNames, lifetimeMs });
  const faults = findFaults(directory, certifiedNames);
  if (faults.length > 0) throw new Error(`Certificates in ${directory}:\n  ${faults.join('\n  ')}`);
  console.log(Math.floor((due?.getTime() ?? Date.now() + lookAgainMs) / 1000));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

function readArguments() {
  const { positionals, values } = parseArgs({ options: { lifetime: { type: 'string' } }, allowPositionals: true });
  const [directory] = positionals;
  const lifetimeMs = values.lifetime === undefined ? defaultLifetimeMs : Number(values.lifetime) * 1000;
  if (directory === undefined || positionals.length > 1 || !(lifetimeMs > 0)) throw new Error(usage);
  return { directory, lifetimeMs };
}
