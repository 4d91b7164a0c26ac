import { once } from 'node:events';
import { connect } from 'node:http2';
import test from 'ava';
import type { BootstrapJson } from '#gen/envoy/envoy/config/bootstrap/v3/bootstrap_pb.js';
import { makeTempDir } from '../../services/kit/testing/temp-dir.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { openSocket } from '../testing/raw-socket.ts';
import { writeSelfSigned } from '../testing/self-signed.ts';
import { startMesh } from '../testing/start-mesh.ts';

const getPost = '/tertulia.posts.v1.PostService/GetPost';

test.serial('who connects and does not shake hands is cut off', async (t) => {
  await using folder = await makeTempDir();
  const edgeTls = writeSelfSigned(folder.path);
  await using mesh = await startMesh({ edgeTls, edgeLimits: { handshakeTimeoutMs: 300 } });
  using socket = await openSocket(mesh.envoy.edgeUrl);
  await socket.untilClosed();
  t.is(socket.received, '');
});

test.serial('who asks and does not read the answer is reset', async (t) => {
  await using mesh = await startMesh({ edgeLimits: { flushTimeoutMs: 300 } });
  const session = connect(mesh.envoy.edgeUrl, { settings: { initialWindowSize: 1000 } });
  const stream = session.request({ ':method': 'POST', ':path': getPost, 'content-type': 'application/grpc' });
  // The answer is as long as the message, and more than the window lets through.
  const message = Buffer.alloc(5 + 10_000);
  message.writeUInt32BE(10_000, 1);
  stream.end(message);
  const [error] = await once(stream, 'error');
  t.is(error.code, 'ERR_HTTP2_STREAM_ERROR');
  session.destroy();
});

/** Asks peers twice a second whether they are there. */
function askOften(bootstrap: BootstrapJson): BootstrapJson {
  const text = JSON.stringify(bootstrap).replaceAll(
    '"connectionKeepalive":{"interval":"30s","timeout":"5s"}',
    '"connectionKeepalive":{"interval":"0.5s","timeout":"0.5s"}',
  );
  return JSON.parse(text) as BootstrapJson;
}

test.serial('a peer of HTTP/2 that does not answer pings is gone', async (t) => {
  await using mesh = await startMesh({ adjust: askOften });
  using silent = await openSocket(mesh.envoy.edgeUrl);
  silent.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0');
  await silent.untilClosed();
  const stats = await (await fetch(`${mesh.envoy.adminUrl}/stats?filter=^http2.keepalive_timeout$`)).text();
  t.regex(stats, /: 1/);
  const session = connect(mesh.envoy.edgeUrl);
  let pings = 0;
  session.on('ping', () => (pings += 1));
  await waitFor(() => pings >= 3, { timeoutMs: 10_000 });
  t.false(session.closed);
  session.destroy();
});
