import { randomUUID } from 'node:crypto';
import test from 'ava';
import { Metadata } from 'nice-grpc';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { readRetryDelayMs } from '../../kit/testing/read-retry-delay.ts';
import { type Clients, password, startTestProfile, uniqueHandle } from './test-profile.ts';

const limited = { RATE_LIMIT_FACTOR: '1' };
const wrong = 'not the right one';

/** Each attempt comes from another address. */
function signIn(guest: Clients, handle: string, tried: string, from = String(++addresses)) {
  const metadata = Metadata({ 'x-envoy-external-address': `192.0.2.${from}` });
  return guest.sessions.signIn({ requestId: randomUUID(), handle, password: tried }, { metadata });
}
let addresses = 0;

async function failTimes(guest: Clients, handle: string, times: number): Promise<void> {
  await Promise.allSettled(Array.from({ length: times }, () => signIn(guest, handle, wrong)));
}

test('after ten wrong passwords from as many addresses nobody signs in with that handle for a while', async (t) => {
  await using profile = await startTestProfile({}, limited);
  const ana = await profile.join();
  for (let attempt = 0; attempt < 10; attempt += 1) {
    await expectStatus(t, signIn(profile.guest, ana.handle, wrong), 'UNAUTHENTICATED', 'CREDENTIALS_INVALID');
  }
  for (const tried of [wrong, password]) {
    const attempt = signIn(profile.guest, ana.handle.toUpperCase(), tried);
    const error = await expectStatus(t, attempt, 'RESOURCE_EXHAUSTED', 'RATE_LIMITED');
    const waitMs = readRetryDelayMs(error);
    t.true(waitMs > 0 && waitMs <= 90_000, String(waitMs));
  }
  const bo = await profile.join();
  await t.notThrowsAsync(signIn(profile.guest, bo.handle, password));
});

test('a handle that nobody has is limited alike', async (t) => {
  await using profile = await startTestProfile({}, limited);
  const handle = uniqueHandle();
  await failTimes(profile.guest, handle, 10);
  await expectStatus(t, signIn(profile.guest, handle, wrong), 'RESOURCE_EXHAUSTED', 'RATE_LIMITED');
});

test('the right password neither counts nor wipes out the failures before it', async (t) => {
  await using profile = await startTestProfile({}, limited);
  const ana = await profile.join();
  await failTimes(profile.guest, ana.handle, 9);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await t.notThrowsAsync(signIn(profile.guest, ana.handle, password));
  }
  await failTimes(profile.guest, ana.handle, 1);
  await expectStatus(t, signIn(profile.guest, ana.handle, password), 'RESOURCE_EXHAUSTED', 'RATE_LIMITED');
});

test('whoever is signed in goes on while others guess the password', async (t) => {
  await using profile = await startTestProfile({}, limited);
  const ana = await profile.join();
  await failTimes(profile.guest, ana.handle, 12);
  await expectStatus(t, signIn(profile.guest, ana.handle, password), 'RESOURCE_EXHAUSTED', 'RATE_LIMITED');
  const metadata = Metadata({ cookie: ana.cookie });
  const { accessToken } = await profile.guest.sessions.refreshSession({ requestId: randomUUID() }, { metadata });
  const again = profile.as({ token: accessToken });
  await t.notThrowsAsync(again.profiles.searchProfiles({ query: ana.handle }));
});
