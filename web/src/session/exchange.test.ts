import test from 'ava';
import { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import { RpcError } from '../rpc/rpc-error.ts';
import { type ExchangePorts, exchangeCookie, type Grant } from './exchange.ts';

const grant: Grant = {
  profile: Profile.fromPartial({ accountId: 'ana' }),
  accessToken: 'token',
  expireTime: new Date(),
};
const refused = (reason: string) => new RpcError({ status: 'UNAUTHENTICATED', message: '', reason });
const unreachable = new RpcError({ status: 'UNAVAILABLE', message: '', offline: true });

/** A world whose gateway answers each refresh with the next of `answers`. */
function world(answers: (Grant | Error)[], pendingId?: string) {
  const asked: string[] = [];
  let stored = pendingId;
  let ids = 0;
  const ports: ExchangePorts = {
    async refresh(requestId) {
      asked.push(requestId);
      const answer = answers.shift();
      if (answer === undefined || answer instanceof Error) throw answer ?? new Error('asked too often');
      return answer;
    },
    pending: {
      read: () => stored,
      write: (id) => {
        stored = id;
      },
      clear: () => {
        stored = undefined;
      },
    },
    newRequestId: () => `new-${++ids}`,
  };
  return { ports, asked, pendingId: () => stored };
}

test('an answer that was handled leaves no pending request_id', async (t) => {
  const { ports, asked, pendingId } = world([grant]);
  t.deepEqual(await exchangeCookie(ports), grant);
  t.deepEqual(asked, ['new-1']);
  t.is(pendingId(), undefined);
});

test('a page that was reloaded in mid-refresh asks with the same request_id', async (t) => {
  const { ports, asked } = world([grant], 'from-before');
  await exchangeCookie(ports);
  t.deepEqual(asked, ['from-before']);
});

test('without an answer the request_id stays for the next attempt', async (t) => {
  const { ports, asked, pendingId } = world([unreachable, grant]);
  await t.throwsAsync(exchangeCookie(ports), { is: unreachable });
  t.is(pendingId(), 'new-1');
  await exchangeCookie(ports);
  t.deepEqual(asked, ['new-1', 'new-1']);
});

test('a refusal ends the session and forgets the request_id', async (t) => {
  const { ports, pendingId } = world([refused('REFRESH_TOKEN_INVALID')], 'from-before');
  t.deepEqual(await exchangeCookie(ports), { ended: 'REFRESH_TOKEN_INVALID' });
  t.is(pendingId(), undefined);
});

test('a reused cookie is told apart', async (t) => {
  const { ports } = world([refused('REFRESH_TOKEN_REUSED')]);
  t.deepEqual(await exchangeCookie(ports), { ended: 'REFRESH_TOKEN_REUSED' });
});

test('a request_id of an earlier cookie is replaced by a new one, once', async (t) => {
  const reused = new RpcError({ status: 'INVALID_ARGUMENT', message: '', reason: 'REQUEST_ID_REUSED' });
  const once = world([reused, grant], 'from-before');
  t.deepEqual(await exchangeCookie(once.ports), grant);
  t.deepEqual(once.asked, ['from-before', 'new-1']);
  const twice = world([reused, reused], 'from-before');
  t.deepEqual(await exchangeCookie(twice.ports), { ended: 'REFRESH_TOKEN_INVALID' });
});
