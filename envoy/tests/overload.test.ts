import test from 'ava';
import type { BootstrapJson } from '#gen/envoy/envoy/config/bootstrap/v3/bootstrap_pb.js';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { callWeb } from '../testing/call-web.ts';
import { startMesh } from '../testing/start-mesh.ts';

const getPost = '/tertulia.posts.v1.PostService/GetPost';
const origin = 'http://localhost:5173';

/** As if memory were so short that no more calls are forwarded, but not shorter. */
function shortOfMemory(bootstrap: BootstrapJson): BootstrapJson {
  const triggers = [{ name: 'envoy.resource_monitors.fixed_heap', threshold: { value: 0.01 } }];
  const loadshedPoints = bootstrap.overloadManager?.loadshedPoints?.map((point) => ({ ...point, triggers }));
  return { ...bootstrap, overloadManager: { ...bootstrap.overloadManager, loadshedPoints: loadshedPoints ?? [] } };
}

test('when memory is short, a page is told that the service is not available', async (t) => {
  await using mesh = await startMesh({ origins: [origin], adjust: shortOfMemory });
  const { status, headers } = await waitFor(async () => {
    const answer = await callWeb(mesh.envoy.edgeUrl, getPost, { headers: { origin } });
    return answer.status === 'OK' ? undefined : answer;
  });
  t.is(status, 'UNAVAILABLE');
  t.is(headers.get('access-control-allow-origin'), origin);
  t.regex(Buffer.from(headers.get('grpc-status-details-bin') ?? '', 'base64').toString(), /UNAVAILABLE/);
  t.is(decodeURIComponent(headers.get('grpc-message') ?? ''), 'the service is not available');
});
