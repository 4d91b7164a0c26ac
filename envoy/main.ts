import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadPolicies } from '../services/kit/policies.ts';
import { makeBootstrap } from './bootstrap.ts';
import { writeDynamicFiles } from './dynamic/files.ts';
import { parseOptions } from './parse-options.ts';
import { readEdgePair, writeEdgeSecret } from './tls/edge-certificate.ts';
import { writeSecrets } from './tls/secrets.ts';

const usage = 'Usage: node envoy/main.ts --options OPTIONS.json --out ENVOY.json';

try {
  const { options: path, out } = readArguments();
  const options = parseOptions(readFileSync(path, 'utf8'));
  const wanted = { ...options, policies: loadPolicies() };
  const bootstrap = makeBootstrap(wanted);
  writeSecrets(options.meshTls);
  if (options.edgeTls !== undefined) writeEdgeSecret(readEdgePair(options.edgeTls), options.meshTls.secrets);
  writeDynamicFiles(wanted);
  writeAtomically(out, `${JSON.stringify(bootstrap, null, 2)}\n`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

function readArguments(): { options: string; out: string } {
  const { options, out } = parseArgs({ options: { options: { type: 'string' }, out: { type: 'string' } } }).values;
  if (options === undefined || out === undefined) throw new Error(usage);
  return { options, out };
}

/** Envoy, or whoever watches the file, sees the old content or the new, never a part. */
function writeAtomically(path: string, text: string): void {
  const fresh = `${path}.${process.pid}.new`;
  writeFileSync(fresh, text);
  renameSync(fresh, path);
}
