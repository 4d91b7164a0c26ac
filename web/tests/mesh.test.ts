import test from 'ava';
import { startTertulia, type Tertulia } from '../../scripts/testing/start-tertulia.ts';
import { signUp } from '../../tests/members.ts';
import { type Browser, openBrowser, sidewaysOverflow, takePictures } from './open-browser.ts';

let tertulia: Tertulia;
let browser: Browser;
let report: string;
test.before(async () => {
  tertulia = await startTertulia({ faultInjection: true });
  browser = await openBrowser();
  report = `${tertulia.url}/mesh/metrics.json`;
});
test.after.always(async () => {
  await browser?.[Symbol.asyncDispose]();
  await tertulia?.[Symbol.asyncDispose]();
});

const bearer = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });

/** Calls until it is told to stop: of the edge to posts, and of posts to profile for a handle that nobody has. */
async function keepCalling(url: string) {
  const ana = await signUp(url, `ana_${Date.now() % 10_000}`);
  let running = true;
  const call = async () => {
    while (running) {
      await ana.api.timelines.listHomeTimeline({});
      await ana.api.posts.createPost({ requestId: crypto.randomUUID(), text: '@nobody_here?', audience: 0 });
    }
  };
  const ended = call();
  return {
    [Symbol.asyncDispose]: async () => {
      running = false;
      await ended;
    },
  };
}

test.serial('the report is for who has the key of the operators', async (t) => {
  t.is((await fetch(report)).status, 401);
  t.is((await fetch(report, bearer('x'.repeat(43)))).status, 401);
  const { headers } = await fetch(report, bearer(tertulia.operatorKey));
  t.is(headers.get('cache-control'), 'no-store');
  t.regex(headers.get('content-type') ?? '', /json/);
});

test.serial('an operator sees the calls, the processes, the logs and the replicas', async (t) => {
  await using _calls = await keepCalling(tertulia.url);
  const { page } = await browser.openPerson();
  await page.goto(`${tertulia.url}/mesh#${tertulia.operatorKey}`);
  const calls = page.getByRole('region', { name: 'Calls' }).getByRole('row');
  await calls
    .filter({ hasText: /gatewayposts[\d,.]+0[\d.]+ ms/ })
    .first()
    .waitFor();
  await calls
    .filter({ hasText: /postsprofile[\d,.]+0[\d.]+ ms/ })
    .first()
    .waitFor();
  t.false(page.url().includes(tertulia.operatorKey));
  t.is(await page.getByRole('region', { name: 'Processes' }).getByRole('row').filter({ hasText: 'up' }).count(), 4);
  await page
    .getByRole('region', { name: 'Events' })
    .getByRole('row')
    .filter({ hasText: /notificationsposts/ })
    .first()
    .waitFor();
  t.is(await page.getByRole('region', { name: 'Gateway' }).getByRole('row').filter({ hasText: 'healthy' }).count(), 4);
  t.is(await sidewaysOverflow(page), 0);
  await takePictures(page, 'mesh');
  await page.setViewportSize({ width: 360, height: 860 });
  t.is(await sidewaysOverflow(page), 0);
});

test.serial('a fault that is injected shows on the map, and so does a service that is down', async (t) => {
  const { page } = await browser.openPerson();
  await page.goto(`${tertulia.url}/mesh#${tertulia.operatorKey}`);
  const map = page.getByRole('img', { name: /^Map of services/ });
  await map.getByText('gateway').waitFor();
  const failing = map.locator('.mesh-sign.failing');
  const rpc = `${tertulia.url}/tertulia.posts.v1.PostService/GetPost`;
  const headers = { 'content-type': 'application/grpc-web+proto', 'x-envoy-fault-abort-grpc-request': '14' };
  const inject = () => fetch(rpc, { method: 'POST', headers, body: new Uint8Array(5) }).catch(() => undefined);
  const injecting = setInterval(() => void inject(), 200);
  await failing.filter({ hasText: 'gateway' }).waitFor();
  clearInterval(injecting);
  await tertulia.services.comments.kill('SIGKILL');
  await failing.filter({ hasText: 'comments' }).waitFor();
  await page.getByRole('row').filter({ hasText: 'does not answer' }).waitFor();
  await takePictures(page, 'mesh-down');
  tertulia.services.comments.restart();
  await failing.filter({ hasText: 'comments' }).waitFor({ state: 'detached' });
  t.pass();
});

test.serial('without the key there is a form, which says when it is the wrong one', async (t) => {
  const { page } = await browser.openPerson();
  await page.goto(`${tertulia.url}/mesh`);
  await page.getByLabel('Operator key').fill('not this one');
  await page.getByRole('button', { name: 'Open the map' }).click();
  await page.getByText('This is not the operators’ key.').waitFor();
  await page.getByLabel('Operator key').fill(tertulia.operatorKey);
  await page.getByRole('button', { name: 'Open the map' }).click();
  await page.getByRole('region', { name: 'Calls' }).waitFor();
  t.deepEqual(
    browser.errors.filter((error) => !error.includes('401')),
    [],
  );
});
