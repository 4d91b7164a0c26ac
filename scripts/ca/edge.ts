// Gives Envoy the certificate of the edge: see usage.
import { parseArgs } from 'node:util';
import { readEdgePair, writeEdgeSecret } from '../../envoy/tls/edge-certificate.ts';

const usage = `Usage: node scripts/ca/edge.ts CERTIFICATE KEY SECRETS

Puts a certificate and its key (PEM files) into the folder where Envoy looks for its secrets, if Envoy can serve with
them; else says why not and leaves the former ones there.`;

try {
  const { certificatePath, keyPath, folder } = readArguments();
  const pair = readEdgePair({ certificatePath, keyPath });
  if (writeEdgeSecret(pair, folder)) {
    say(`The edge has a new certificate, for ${pair.names.join(', ')}, good until ${pair.validTo.toISOString()}.`);
  }
} catch (error) {
  say(`The edge keeps its former certificate:\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

function say(line: string): void {
  console.error(`${new Date().toISOString()} ${line}`);
}

function readArguments() {
  const [certificatePath, keyPath, folder, ...more] = parseArgs({ allowPositionals: true }).positionals;
  if (certificatePath === undefined || keyPath === undefined || folder === undefined || more.length > 0) {
    throw new Error(usage);
  }
  return { certificatePath, keyPath, folder };
}
