import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { makeTempDir } from '../../services/kit/testing/temp-dir.ts';
import { openMeshEndpoint } from './mesh-endpoint.ts';
import type { MeshReport } from './report.ts';

async function serve(t: ExecutionContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The report's address, for an Envoy and a service that answer like this. */
async function serveReport(t: ExecutionContext, envoy: RequestListener, metrics = '') {
  const folder = await makeTempDir();
  t.teardown(() => folder[Symbol.asyncDispose]());
  const [key, targets] = [join(folder.path, 'key'), join(folder.path, 'targets.json')];
  writeFileSync(key, 'secret');
  const url = await serve(t, (_request, response) => response.end(metrics));
  writeFileSync(targets, JSON.stringify([{ service: 'posts', replica: 'posts/1', url }]));
  const adminUrl = await serve(t, envoy);
  const env = { WEB_OPERATOR_KEY_FILE: key, WEB_METRICS_FILE: targets, WEB_ENVOY_ADMIN_URL: adminUrl };
  const endpoint = openMeshEndpoint(env);
  const at = await serve(t, (request, response) => void endpoint?.(request, response));
  return () => fetch(at, { headers: { authorization: 'Bearer secret' } });
}

test('an answer that nobody understands is no reason to end', async (t) => {
  const ask = await serveReport(t, (_request, response) => response.end('null'));
  t.is((await ask()).status, 503);
  t.is((await ask()).status, 503);
});

test('what a service refuses is among its calls, and Envoy tells from when until when its certificates are good', async (t) => {
  const chain = (uri: string, from: string, until: string) => ({
    cert_chain: [{ subject_alt_names: [{ uri }], valid_from: from, expiration_time: until }],
  });
  const certs = {
    certificates: [
      chain('spiffe://tertulia/envoy', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'),
      chain('spiffe://tertulia/envoy', '2026-01-01T12:00:00Z', '2026-01-02T12:00:00Z'),
      chain('https://tertulia.example', '2026-01-01T00:00:00Z', '2026-04-01T00:00:00Z'),
    ],
  };
  const metrics = `grpc_server_handled_total{caller="edge",method="a.B/C",code="OK"} 5
grpc_server_refused_total{caller="edge",method="a.B/C"} 7
grpc_server_refused_total{caller="edge",method="a.B/D"} 2
grpc_server_refused_total{caller="comments",method="a.B/C"} 3
`;
  const answers: Record<string, unknown> = { '/stats': { stats: [] }, '/clusters': {}, '/certs': certs };
  const ask = await serveReport(
    t,
    (request, response) => response.end(JSON.stringify(answers[new URL(`http://x${request.url}`).pathname])),
    metrics,
  );
  const { calls, certificates } = (await (await ask()).json()) as MeshReport;
  t.deepEqual(
    calls.map(({ method, codes }) => [method, codes]),
    [
      ['a.B/C', { OK: 5, REFUSED: 7 }],
      ['a.B/D', { REFUSED: 2 }],
    ],
  );
  t.deepEqual(certificates, [
    { holder: 'edge', issueTime: Date.UTC(2026, 0, 1), expireTime: Date.UTC(2026, 0, 2) },
    { holder: 'public', issueTime: Date.UTC(2026, 0, 1), expireTime: Date.UTC(2026, 3, 1) },
  ]);
});
