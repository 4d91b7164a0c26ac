import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { type RunningWeb, startWeb } from './start-web.ts';

let web: RunningWeb;
test.before(async () => {
  web = await startWeb();
});
test.after.always(() => web?.[Symbol.asyncDispose]());

const page = readFileSync(join(import.meta.dirname, '../dist/index.html'), 'utf8');
const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? '';

test('the path of every page is answered with the client, never kept', async (t) => {
  for (const path of ['/', '/@ana', '/search?q=bo', '/posts/0193a5b0-0000-7000-8000-000000000001']) {
    const response = await fetch(web.url + path);
    t.is(response.status, 200, path);
    t.is(response.headers.get('cache-control'), 'no-cache');
    t.is(await response.text(), page);
  }
});

test('any other path is the not-found page of the client, with status 404', async (t) => {
  for (const path of ['/nowhere', '/assets/gone.js', '/@Ana', '/../package.json', '/%']) {
    const response = await fetch(web.url + path);
    t.is(response.status, 404, path);
    t.is(await response.text(), page);
  }
});

test('a built file is kept for ever, and compressed for who takes it', async (t) => {
  const response = await fetch(web.url + script, { headers: { 'accept-encoding': 'br' } });
  t.is(response.status, 200);
  t.regex(response.headers.get('content-type') ?? '', /javascript/);
  t.is(response.headers.get('content-encoding'), 'br');
  t.is(response.headers.get('cache-control'), 'public, max-age=31536000, immutable');
});

test('every answer carries the security headers', async (t) => {
  for (const path of ['/', script, '/nowhere', '/healthz']) {
    const { headers } = await fetch(web.url + path);
    t.regex(headers.get('content-security-policy') ?? '', /default-src 'self'.*frame-ancestors 'none'/, path);
    t.is(headers.get('x-content-type-options'), 'nosniff');
    t.is(headers.get('referrer-policy'), 'same-origin');
  }
});

test('HEAD has the headers of GET and no body; other methods are refused', async (t) => {
  for (const path of ['/', script]) {
    const response = await fetch(web.url + path, { method: 'HEAD' });
    t.is(response.status, 200);
    t.true(Number(response.headers.get('content-length')) > 0);
    t.is(await response.text(), '');
  }
  t.is((await fetch(web.url, { method: 'POST' })).status, 405);
});

test('it says that it is well', async (t) => {
  const response = await fetch(`${web.url}/healthz`);
  t.is(response.status, 200);
  t.is(await response.text(), 'ok\n');
});

test('SIGTERM ends it with success', async (t) => {
  const other = await startWeb();
  t.is((await fetch(other.url)).status, 200);
  t.is(await other.stop(), 0);
});
