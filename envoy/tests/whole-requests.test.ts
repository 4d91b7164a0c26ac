import test from 'ava';
import { Status } from 'nice-grpc';
import { openRawConnection } from '../../services/kit/testing/open-raw-call.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { readErrorDetails } from '../../web/src/rpc/error-details.ts';
import { callNative } from '../testing/call-native.ts';
import { callWeb } from '../testing/call-web.ts';
import { startBackend } from '../testing/start-backend.ts';
import { startEnvoy } from '../testing/start-envoy.ts';
import { startMesh } from '../testing/start-mesh.ts';

const getPost = '/tertulia.posts.v1.PostService/GetPost';
const watchHome = '/tertulia.posts.v1.TimelineService/WatchHome';
const origin = 'http://localhost:5173';
/** With its prefix of 5 bytes the largest that the edge takes. */
const largest = new Uint8Array(131_067);
const larger = new Uint8Array(131_068);

test.serial('a call reaches its service when its request is whole', async (t) => {
  await using mesh = await startMesh();
  using connection = await openRawConnection(mesh.envoy.edgeUrl);
  const { calls } = mesh.backend('posts');
  const [parted, whole] = [connection.open(getPost), connection.open(getPost)];
  parted.sendPart();
  whole.finish();
  await waitFor(() => whole.status !== undefined);
  t.is(calls.length, 1);
  parted.finish();
  await waitFor(() => calls.length === 2);
});

test.serial('so does a stream', async (t) => {
  await using mesh = await startMesh();
  const token = await mesh.keys.issue();
  const stream = callWeb(mesh.envoy.edgeUrl, watchHome, { token });
  const open = await waitFor(() => mesh.backend('posts').streams.at(-1));
  open.send(new Uint8Array());
  open.end();
  t.is((await stream).messages.length, 1);
});

test.serial('requests of 128 KiB pass, and larger ones are refused as what they are, by either protocol', async (t) => {
  await using mesh = await startMesh({ origins: [origin] });
  const { edgeUrl } = mesh.envoy;
  for (const call of [callWeb, callNative]) t.is((await call(edgeUrl, getPost, { message: largest })).status, 'OK');
  const web = await callWeb(edgeUrl, getPost, { message: larger, headers: { origin } });
  t.is(web.status, 'UNKNOWN');
  t.is(web.headers.get('access-control-allow-origin'), origin);
  t.is(readReason(Buffer.from(web.headers.get('grpc-status-details-bin') ?? '', 'base64')), 'REQUEST_TOO_LARGE');
  const native = await callNative(edgeUrl, getPost, { message: larger });
  t.is(native.status, 'RESOURCE_EXHAUSTED');
  t.is(readReason(native.error?.metadata.get('grpc-status-details-bin')[0] as Buffer), 'REQUEST_TOO_LARGE');
  t.is(mesh.backend('posts').calls.length, 2);
});

function readReason(details: Uint8Array): string | undefined {
  return readErrorDetails(details).reason;
}

test.serial('the largest request too is made again when the service is not available', async (t) => {
  let attempts = 0;
  await using backend = await startBackend({ refuse: () => (++attempts === 1 ? Status.UNAVAILABLE : undefined) });
  await using envoy = await startEnvoy({ services: { posts: [backend.address] } });
  const answer = await callNative(envoy.edgeUrl, getPost, { message: largest });
  t.is(answer.status, 'OK');
  t.is(answer.message?.length, largest.length);
});
