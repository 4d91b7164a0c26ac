import test from 'ava';
import { startEnvoy } from '../testing/start-envoy.ts';
import { startHttp } from '../testing/start-http.ts';
import { startMesh, type TestMesh, webHeaders } from '../testing/start-mesh.ts';

let mesh: TestMesh;

test.before(async () => {
  mesh = await startMesh();
});
test.after.always(() => mesh?.[Symbol.asyncDispose]());

const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
  fetch(`${mesh.envoy.edgeUrl}${path}`, { method, headers });

test('a file comes from the web server, whatever token is sent along', async (t) => {
  const response = await ask('GET', '/', { authorization: 'Bearer nonsense' });
  t.is(response.status, 200);
  t.is(await response.text(), '<p>GET /</p>');
  t.is((await ask('HEAD', '/')).status, 200);
});

test('a file is asked for again when the connection ends before an answer', async (t) => {
  let asked = 0;
  await using web = await startHttp((request, response) => {
    asked++;
    if (asked < 3) request.socket.destroy();
    else response.end('there');
  });
  await using envoy = await startEnvoy({ services: {}, web: web.address });
  const response = await fetch(`${envoy.edgeUrl}/`);
  t.deepEqual([response.status, await response.text(), asked], [200, 'there', 3]);
});

test("a path that is nothing is the web client's own not-found page", async (t) => {
  const response = await ask('GET', '/no/such/page');
  t.is(response.status, 404);
  t.is(await response.text(), '<p>GET /no/such/page</p>');
});

test('files are only read', async (t) => {
  const response = await ask('PUT', '/index.html');
  t.is(response.status, 405);
  t.is(response.headers.get('allow'), 'GET, HEAD');
  t.is((await ask('POST', '/index.html')).status, 404);
});

test('an answer does not tell what is behind the gateway', async (t) => {
  const { headers } = await ask('GET', '/');
  t.is(headers.get('server'), 'tertulia');
  t.deepEqual(
    [...headers.keys()].filter((name) => name.startsWith('x-envoy')),
    [],
  );
});

test('what the web server tells browsers to keep to passes, and nothing of TLS is said where there is none', async (t) => {
  const { headers } = await ask('GET', '/');
  for (const [name, value] of Object.entries(webHeaders)) t.is(headers.get(name), value);
  t.is(headers.get('strict-transport-security'), null);
});

test('admin paths that change or reveal much are closed', async (t) => {
  const admin = (method: string, path: string) => fetch(`${mesh.envoy.adminUrl}${path}`, { method });
  t.is((await admin('GET', '/ready')).status, 200);
  for (const path of ['/quitquitquit', '/logging?level=trace', '/runtime_modify?x=y']) {
    t.is((await admin('POST', path)).status, 403, path);
  }
  t.is((await admin('GET', '/config_dump')).status, 403);
});
