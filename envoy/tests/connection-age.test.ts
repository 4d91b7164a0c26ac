import type { Socket } from 'node:net';
import test from 'ava';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { startEnvoy } from '../testing/start-envoy.ts';
import { startHttp } from '../testing/start-http.ts';

test('a connection to the web server gives way to a new one, with newer certificates', async (t) => {
  const connections = new Set<Socket>();
  await using web = await startHttp((request, response) => {
    connections.add(request.socket);
    response.end();
  });
  await using envoy = await startEnvoy({ web: web.address, meshConnectionAgeMs: 200 });
  const statuses = new Set<number>();
  await waitFor(async () => {
    statuses.add((await fetch(envoy.edgeUrl)).status);
    return connections.size >= 3;
  });
  t.deepEqual([...statuses], [200]);
});

test('a connection to the web server is used again while it is young', async (t) => {
  const connections = new Set<Socket>();
  await using web = await startHttp((request, response) => {
    connections.add(request.socket);
    response.end();
  });
  await using envoy = await startEnvoy({ web: web.address });
  for (let call = 0; call < 20; call += 1) await (await fetch(envoy.edgeUrl)).text();
  t.is(connections.size, 1);
});
