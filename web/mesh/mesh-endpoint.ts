import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Identity } from '../../services/kit/tls/identity.ts';
import { readValidity } from '../../services/kit/tls/validity.ts';
import { followConsumers } from './follow-consumers.ts';
import { readMesh } from './read-mesh.ts';
import type { MeshReport } from './report.ts';
import { openTargets } from './targets.ts';

/** Where operators read the mesh. */
export const meshReportPath = '/mesh/metrics.json';

/** Answers a request for the mesh's report. It does not reject. */
export type MeshEndpoint = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** However many operators look, the mesh is asked once in this time. */
const keptMs = 1_000;

/**
 * Opens the report to whoever sends the key in WEB_OPERATOR_KEY_FILE as a bearer token. WEB_METRICS_FILE holds the
 * processes (see MetricsTarget), WEB_ENVOY_ADMIN_URL names Envoy. Without a key there is no report.
 */
export function openMeshEndpoint(env: NodeJS.ProcessEnv, identity?: Identity): MeshEndpoint | undefined {
  const { WEB_OPERATOR_KEY_FILE: keyFile, WEB_METRICS_FILE: targetsFile, WEB_ENVOY_ADMIN_URL: adminUrl } = env;
  if (!keyFile || !targetsFile || !adminUrl) return undefined;
  const key = digest(readFileSync(keyFile, 'utf8').trim());
  const own = () => identity && { holder: 'web', ...readValidity(identity.current()) };
  const [readTargets, follow] = [openTargets(targetsFile), followConsumers()];
  const read = keepForAWhile(() => readMesh({ targets: readTargets(), adminUrl, follow, own }));
  return async (request, response) => {
    const given = /^bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    response.setHeader('cache-control', 'no-store');
    if (!timingSafeEqual(digest(given), key)) return void response.writeHead(401).end();
    try {
      const body = JSON.stringify(await read());
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    } catch (error) {
      // Such as an answer that is none of Envoy's: no reason to end the server of the pages.
      console.error(`web: the mesh could not be read: ${error instanceof Error ? error.message : String(error)}`);
      response.writeHead(503).end();
    }
  };
}

function keepForAWhile(read: () => Promise<MeshReport>): () => Promise<MeshReport> {
  let kept: Promise<MeshReport> | undefined;
  let until = 0;
  return () => {
    const now = Date.now();
    if (kept === undefined || now > until) {
      kept = read();
      until = now + keptMs;
    }
    return kept;
  };
}

/** Of one length for every key, so that comparing takes one time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
