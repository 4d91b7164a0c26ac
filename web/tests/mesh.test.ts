import test from 'ava';
import { post, signUp } from '../../tests/members.ts';
import { findBarriers } from './axe.ts';
import { sidewaysOverflow, takePictures } from './open-browser.ts';
import { openHouse } from './open-house.ts';

const house = openHouse({ faultInjection: true });
const reportUrl = () => `${house.url}/mesh/metrics.json`;

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
  t.is((await fetch(reportUrl())).status, 401);
  t.is((await fetch(reportUrl(), bearer('x'.repeat(43)))).status, 401);
  const { headers } = await fetch(reportUrl(), bearer(house.tertulia.operatorKey));
  t.is(headers.get('cache-control'), 'no-store');
  t.regex(headers.get('content-type') ?? '', /json/);
});

test.serial('an operator sees the calls, the processes, the logs and the replicas', async (t) => {
  await using _calls = await keepCalling(house.url);
  const { page } = await house.browser.openPerson();
  await page.goto(`${house.url}/mesh#${house.tertulia.operatorKey}`);
  const calls = page.getByRole('region', { name: 'Calls' }).getByRole('row');
  await calls
    .filter({ hasText: /gatewayposts[\d,.]+0[\d.]+ ms/ })
    .first()
    .waitFor();
  await calls
    .filter({ hasText: /postsprofile[\d,.]+0[\d.]+ ms/ })
    .first()
    .waitFor();
  t.false(page.url().includes(house.tertulia.operatorKey));
  t.is(await page.getByRole('region', { name: 'Processes' }).getByRole('row').filter({ hasText: 'up' }).count(), 4);
  await page
    .getByRole('region', { name: 'Events' })
    .getByRole('row')
    .filter({ hasText: /notificationsposts/ })
    .first()
    .waitFor();
  t.is(await page.getByRole('region', { name: 'Gateway' }).getByRole('row').filter({ hasText: 'healthy' }).count(), 4);
  const certificates = page.getByRole('region', { name: 'Certificates' }).getByRole('row');
  for (const holder of ['gateway', 'web', 'profile', 'posts', 'comments', 'notifications']) {
    await certificates
      .filter({ hasText: new RegExp(`^${holder}.*24 h$`) })
      .first()
      .waitFor();
  }
  await page
    .getByRole('img', { name: /^Map of services/ })
    .getByText('1/1 well · cert 24 h')
    .first()
    .waitFor();
  t.is(await sidewaysOverflow(page), 0);
  t.deepEqual(await findBarriers(page), []);
  await takePictures(page, 'mesh');
  await page.setViewportSize({ width: 360, height: 860 });
  t.is(await sidewaysOverflow(page), 0);
});

/** Opens the map, and a call of posts from that page with headers, again and again until it is disposed. */
async function injectFaults(headers: Record<string, string>) {
  const { page } = await house.browser.openPerson();
  await page.goto(`${house.url}/mesh#${house.tertulia.operatorKey}`);
  const row = (text: RegExp) => page.getByRole('region', { name: 'Calls' }).getByRole('row').filter({ hasText: text });
  await row(/^peoplegateway/).waitFor();
  const path = '/tertulia.posts.v1.PostService/GetPost';
  const sent = { 'content-type': 'application/grpc-web+proto', 'x-grpc-web': '1', ...headers };
  const call = `fetch('${path}', { method: 'POST', headers: ${JSON.stringify(sent)}, body: new Uint8Array(5) })`;
  const timer = await page.evaluate<number>(`setInterval(() => ${call}.catch(() => undefined), 200)`);
  return { page, row, [Symbol.asyncDispose]: () => page.evaluate<undefined>(`clearInterval(${timer})`) };
}

test.serial('an error that is injected shows as errors of the line to the gateway', async (t) => {
  await using faults = await injectFaults({ 'x-envoy-fault-abort-grpc-request': '14' });
  const map = faults.page.getByRole('img', { name: /^Map of services/ });
  await map.locator('.mesh-sign.failing').filter({ hasText: 'gateway' }).waitFor();
  await map.locator('.mesh-line.failing').first().waitFor();
  // The column of faults.
  await faults
    .row(/^peoplegateway/)
    .locator('td:nth-child(4)')
    .getByText(/[1-9]/)
    .waitFor();
  await takePictures(faults.page, 'mesh-errors');
  t.deepEqual(await findBarriers(faults.page), []);
});

test.serial('a delay that is injected shows as latency of the line to the gateway', async (t) => {
  await using faults = await injectFaults({ 'x-envoy-fault-delay-request': '1200' });
  await faults.row(/^peoplegateway.*\d\.\d s$/).waitFor();
  t.pass();
});

test.serial('a consumer that has stopped is behind by what has happened since, until it goes on', async (t) => {
  const { page } = await house.browser.openPerson();
  await page.goto(`${house.url}/mesh#${house.tertulia.operatorKey}`);
  const row = page
    .getByRole('region', { name: 'Events' })
    .getByRole('row')
    .filter({ hasText: /^notificationsposts/ });
  const caughtUp = row
    .filter({ hasText: /^notificationspostsruns/ })
    .locator('td:last-child')
    .getByText('0', { exact: true });
  await caughtUp.waitFor();
  const ana = await signUp(house.url, 'ana_who_posts');
  await house.tertulia.services.notifications.kill('SIGKILL');
  for (let number = 0; number < 7; number += 1) await post(ana, `Number ${number}`);
  await row.filter({ hasText: /stopped.*7$/ }).waitFor();
  await page
    .getByRole('img', { name: /^Map of services/ })
    .getByText('behind by')
    .waitFor();
  await takePictures(page, 'mesh-behind');
  t.deepEqual(await findBarriers(page), []);
  house.tertulia.services.notifications.restart();
  await caughtUp.waitFor();
});

test.serial('a service that is down is marked, and so is each call of it that fails', async (t) => {
  const { page } = await house.browser.openPerson();
  await page.goto(`${house.url}/mesh#${house.tertulia.operatorKey}`);
  const failing = page.getByRole('img', { name: /^Map of services/ }).locator('.mesh-sign.failing');
  await house.tertulia.services.comments.kill('SIGKILL');
  await failing.filter({ hasText: 'comments' }).waitFor();
  await page.getByRole('row').filter({ hasText: 'does not answer' }).waitFor();
  const bo = await signUp(house.url, 'bo_who_reads');
  const ask = () => bo.api.comments.listReplies({ commentId: crypto.randomUUID() }).catch(() => undefined);
  const asking = setInterval(() => void ask(), 200);
  const faults = page
    .getByRole('row')
    .filter({ hasText: /^gatewaycomments/ })
    .locator('td:nth-child(4)');
  await faults.getByText(/[1-9]/).first().waitFor();
  clearInterval(asking);
  await takePictures(page, 'mesh-down');
  house.tertulia.services.comments.restart();
  await failing.filter({ hasText: 'comments' }).waitFor({ state: 'detached' });
  t.pass();
});

test.serial('without the key there is a form, which says when it is the wrong one', async (t) => {
  const { page } = await house.browser.openPerson();
  await page.goto(`${house.url}/mesh`);
  await page.getByLabel('Operator key').fill('not this one');
  await page.getByRole('button', { name: 'Open the map' }).click();
  await page.getByText('This is not the operators’ key.').waitFor();
  await page.getByLabel('Operator key').fill(house.tertulia.operatorKey);
  await page.getByRole('button', { name: 'Open the map' }).click();
  await page.getByRole('region', { name: 'Calls' }).waitFor();
  t.deepEqual(
    house.browser.errors.filter((error) => !error.endsWith(reportUrl())),
    [],
  );
});
