import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import test from 'ava';
import type { BootstrapJson } from '#gen/envoy/envoy/config/bootstrap/v3/bootstrap_pb.js';
import { findFreePort } from '../../scripts/run/ports.ts';
import { makeTempDir } from '../../services/kit/testing/temp-dir.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { makeBootstrap } from '../bootstrap.ts';
import type { EdgeTls } from '../options.ts';
import { exampleOptions } from '../testing/example-options.ts';
import { openQuicBrowser } from '../testing/open-quic-browser.ts';
import { writeSelfSigned } from '../testing/self-signed.ts';
import type { StartEnvoyOptions } from '../testing/start-envoy.ts';
import { startMesh } from '../testing/start-mesh.ts';
import { readEdgePair, writeEdgeSecret } from '../tls/edge-certificate.ts';

const getPost = '/tertulia.posts.v1.PostService/GetPost';

/** An edge that speaks HTTP/3, and a browser that comes by it and believes its certificate, or another one. */
async function startHttp3({ believed, adjust }: { believed?: EdgeTls; adjust?: StartEnvoyOptions['adjust'] } = {}) {
  await using stack = new AsyncDisposableStack();
  const edgeTls = writeSelfSigned(stack.use(await makeTempDir()).path);
  const edgePort = await findFreePort();
  const mesh = stack.use(await startMesh({ edgeTls, edgeHttp3: true, edgePort, ...(adjust && { adjust }) }));
  const url = `https://127.0.0.1:${edgePort}`;
  const browser = await openQuicBrowser(url, believed ?? edgeTls);
  stack.defer(() => browser.close());
  const owned = stack.move();
  return { mesh, url, edgePort, edgeTls, browser, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** Of the edge, how many connections came by HTTP/3. */
async function countConnections(adminUrl: string): Promise<number> {
  const text = await (await fetch(`${adminUrl}/stats?filter=http.edge.downstream_cx_http3_total`)).text();
  return Number(/downstream_cx_http3_total: (\d+)/.exec(text)?.[1]);
}

test.serial('a browser gets pages and calls RPCs by HTTP/3', async (t) => {
  await using edge = await startHttp3();
  const page = await edge.browser.newPage();
  const response = await page.goto(edge.url);
  t.is(response?.status(), 200);
  const called = await page.evaluate(async (path) => {
    const headers = { 'content-type': 'application/grpc-web+proto', 'x-grpc-web': '1' };
    const answer = await fetch(path, { method: 'POST', headers, body: new Uint8Array(5) });
    const text = await answer.text();
    return { text, timings: JSON.parse(JSON.stringify(performance.getEntriesByName(answer.url))) };
  }, getPost);
  t.regex(called.text, /grpc-status:0/);
  t.is(called.timings[0]?.nextHopProtocol, 'h3');
  t.is(await countConnections(edge.mesh.envoy.adminUrl), 1);
});

test.serial('who comes by TCP is told that there is HTTP/3', async (t) => {
  await using edge = await startHttp3();
  const request = get(edge.url, { ca: readFileSync(edge.edgeTls.certificatePath) });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  t.is(response.resume().headers['alt-svc'], `h3=":${edge.edgePort}"; ma=86400`);
});

test.serial('a renewed certificate is shown by HTTP/3 too', async (t) => {
  await using folder = await makeTempDir();
  const renewed = writeSelfSigned(folder.path, 'renewed');
  await using edge = await startHttp3({ believed: renewed });
  const arrive = async () => {
    // Another person: nothing of the connection before is left.
    const context = await edge.browser.newContext();
    try {
      return (await (await context.newPage()).goto(edge.url))?.ok();
    } catch {
      return false;
    } finally {
      await context.close();
    }
  };
  t.false(await arrive());
  writeEdgeSecret(readEdgePair(renewed), edge.mesh.envoy.secretsDir);
  t.true(await waitFor(arrive));
});

/** As if memory were so short that no more connections are accepted, but not shorter. */
function acceptNothing(bootstrap: BootstrapJson): BootstrapJson {
  const triggers = [{ name: 'envoy.resource_monitors.fixed_heap', threshold: { value: 0.01 } }];
  const isThat = ({ name }: { name?: string }) => name === 'envoy.overload_actions.stop_accepting_connections';
  const actions = bootstrap.overloadManager?.actions?.filter(isThat).map((action) => ({ ...action, triggers }));
  return { ...bootstrap, overloadManager: { ...bootstrap.overloadManager, actions: actions ?? [] } };
}

test.serial('when there is no memory for more, nobody comes in by HTTP/3', async (t) => {
  await using edge = await startHttp3({ adjust: acceptNothing });
  const stat = `${edge.mesh.envoy.adminUrl}/stats?filter=stop_accepting_connections.active`;
  await waitFor(async () => /: 1/.test(await (await fetch(stat)).text()));
  const page = await edge.browser.newPage();
  await t.throwsAsync(page.goto(edge.url, { timeout: 2000 }), { message: /Timeout/ });
  t.is(await countConnections(edge.mesh.envoy.adminUrl), 0);
});

test('HTTP/3 without a certificate is refused', (t) => {
  t.throws(() => makeBootstrap({ ...exampleOptions, edgeHttp3: true }), { message: /HTTP\/3 needs a certificate/ });
});
