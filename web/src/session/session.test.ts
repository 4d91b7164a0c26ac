import test from 'ava';
import { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import { RpcError } from '../rpc/rpc-error.ts';
import type { Ended, Grant } from './exchange.ts';
import { createSession, type SessionMessage, type SessionPorts } from './session.ts';

const minuteMs = 60_000;

/** Tabs of one browser: one clock, one cookie that gives `token-1`, `token-2`, …, and a channel between them. */
function openBrowser({ member = true }: { member?: boolean } = {}) {
  let now = 0;
  let count = 0;
  let wasMember = member;
  let queue: Promise<unknown> = Promise.resolve();
  let answer: () => Grant | Ended = () => ({
    profile: Profile.fromPartial({ accountId: 'ana' }),
    accessToken: `token-${++count}`,
    expireTime: new Date(now + 5 * minuteMs),
  });
  const tabs: { hear(message: SessionMessage): void }[] = [];

  function openTab() {
    const ports: SessionPorts = {
      exchange: async () => answer(),
      exclusively(work) {
        const turn = queue.then(work);
        queue = turn.catch(() => {});
        return turn;
      },
      memory: {
        wasMember: () => wasMember,
        remember: (remembered) => {
          wasMember = remembered;
        },
      },
      tell: (message) => tabs.filter((tab) => tab !== session).forEach((tab) => void tab.hear(message)),
      now: () => now,
      later: () => () => {},
    };
    const session = createSession(ports);
    tabs.push(session);
    return session;
  }
  return {
    openTab,
    exchanges: () => count,
    pass: (ms: number) => {
      now += ms;
    },
    answerWith: (next: () => Grant | Ended) => {
      answer = next;
    },
    wasMember: () => wasMember,
  };
}

test('who was not signed in before is a guest, and nothing is asked', async (t) => {
  const browser = openBrowser({ member: false });
  const tab = browser.openTab();
  await tab.start();
  t.deepEqual(tab.state, { kind: 'guest' });
  t.is(await tab.token(), undefined);
  t.is(browser.exchanges(), 0);
});

test('who was signed in still is after a reload', async (t) => {
  const tab = openBrowser().openTab();
  await tab.start();
  t.is(tab.state.kind, 'member');
  t.is(await tab.token(), 'token-1');
});

test('a token is replaced ahead of its expiry', async (t) => {
  const browser = openBrowser();
  const tab = browser.openTab();
  await tab.start();
  browser.pass(4 * minuteMs);
  t.is(await tab.token(), 'token-1');
  browser.pass(minuteMs - 20_000);
  t.is(await tab.token(), 'token-2');
});

test('two tabs that need a new token at once exchange the cookie once', async (t) => {
  const browser = openBrowser();
  const [one, two] = [browser.openTab(), browser.openTab()];
  await Promise.all([one.start(), two.start()]);
  t.is(browser.exchanges(), 1);
  const fresh = await Promise.all([one.replace('token-1'), two.replace('token-1'), two.replace('token-1')]);
  t.deepEqual(fresh, ['token-2', 'token-2', 'token-2']);
});

test('a session that has ended ends in every tab, with its reason', async (t) => {
  const browser = openBrowser();
  const [one, two] = [browser.openTab(), browser.openTab()];
  await one.start();
  browser.answerWith(() => ({ ended: 'REFRESH_TOKEN_REUSED' }));
  t.is(await one.replace('token-1'), undefined);
  for (const tab of [one, two]) t.deepEqual(tab.state, { kind: 'guest', farewell: 'REFRESH_TOKEN_REUSED' });
  t.false(browser.wasMember());
});

test('a gateway that cannot be reached does not sign anybody out', async (t) => {
  const browser = openBrowser();
  const tab = browser.openTab();
  const unreachable = new RpcError({ status: 'UNAVAILABLE', message: '' });
  browser.answerWith(() => {
    throw unreachable;
  });
  await tab.start();
  t.deepEqual(tab.state, { kind: 'starting', problem: unreachable });
  t.true(browser.wasMember());
});

test('signing in in one tab signs the other in', async (t) => {
  const browser = openBrowser({ member: false });
  const [one, two] = [browser.openTab(), browser.openTab()];
  await Promise.all([one.start(), two.start()]);
  const profile = Profile.fromPartial({ accountId: 'bo' });
  one.enter({ profile, accessToken: 'token-bo', expireTime: new Date(5 * minuteMs) });
  t.deepEqual(two.state, { kind: 'member', profile });
  t.is(await two.token(), 'token-bo');
});
