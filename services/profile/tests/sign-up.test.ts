import { readFile } from 'node:fs/promises';
import anyTest, { type TestFn } from 'ava';
import { CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { fieldsAtFault } from './fields-at-fault.ts';
import {
  cookieJar,
  password,
  requestId,
  startTestProfile,
  type TestProfile,
  uniqueHandle,
  withCookie,
} from './test-profile.ts';

const test = anyTest as TestFn<{ profile: TestProfile }>;

test.before(async (t) => {
  t.context.profile = await startTestProfile();
});
test.after.always(async (t) => t.context.profile?.[Symbol.asyncDispose]());

const newRequest = () => ({ requestId: requestId(), handle: uniqueHandle(), displayName: 'Ana', password });

test('who signs up is signed in', async (t) => {
  const { profile } = t.context;
  const jar = cookieJar();
  const request = newRequest();
  const answer = await profile.guest.accounts.signUp(request, jar);
  t.like(answer.profile, { handle: request.handle, displayName: 'Ana', bio: '', followerCount: 0, followingCount: 0 });
  t.is(answer.profile?.viewerRelationship, undefined);
  const mine = await profile.as({ token: answer.accessToken }).profiles.updateProfile({
    requestId: requestId(),
    profile: { bio: 'hello' },
    updateMask: ['bio'],
  });
  t.is(mine.profile?.bio, 'hello');
  t.regex(
    jar.setCookie,
    /^__Secure-tertulia-refresh=[^;]+; Path=\/tertulia\.profile\.v1\.SessionService\/; HttpOnly; Secure; SameSite=Strict; Max-Age=2592000$/,
  );
});

test('the access token lives five minutes and says whose it is', async (t) => {
  const answer = await t.context.profile.guest.accounts.signUp(newRequest());
  const [header, claims] = answer.accessToken
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
  t.like(header, { alg: 'EdDSA', typ: 'at+jwt' });
  t.like(claims, { iss: 'tertulia', aud: 'tertulia', sub: answer.profile?.accountId });
  t.is(claims.exp - claims.iat, 300);
  t.is(answer.accessTokenExpireTime?.getTime(), claims.exp * 1_000);
});

test('the display name is the handle where none is given', async (t) => {
  const request = { ...newRequest(), displayName: '' };
  const { profile } = await t.context.profile.guest.accounts.signUp(request);
  t.is(profile?.displayName, request.handle);
});

test('every fault of a request is named at once', async (t) => {
  const bad = { requestId: 'no', handle: 'A', displayName: 'two\nlines', password: 'short' };
  const error = await expectStatus(
    t,
    t.context.profile.guest.accounts.signUp(bad),
    'INVALID_ARGUMENT',
    'INVALID_REQUEST',
  );
  t.deepEqual(fieldsAtFault(error), ['display_name', 'handle', 'password', 'request_id']);
});

test('a handle belongs to one account only', async (t) => {
  const first = newRequest();
  await t.context.profile.guest.accounts.signUp(first);
  const second = { ...newRequest(), handle: first.handle };
  await expectStatus(t, t.context.profile.guest.accounts.signUp(second), 'ALREADY_EXISTS', 'HANDLE_TAKEN');
});

test('of many who want one handle at the same time, one gets it', async (t) => {
  const handle = uniqueHandle();
  const tries = Array.from({ length: 10 }, () =>
    t.context.profile.guest.accounts.signUp({ ...newRequest(), handle }).then(
      () => 'made',
      (error: Error) => error.message.includes('the handle is taken') && 'taken',
    ),
  );
  const outcomes = await Promise.all(tries);
  t.deepEqual(outcomes.sort(), ['made', ...Array.from({ length: 9 }, () => 'taken')]);
});

test('a retry gets the same account in the same session, and no second event', async (t) => {
  const { profile } = t.context;
  const request = newRequest();
  const jars = [cookieJar(), cookieJar(), cookieJar()] as const;
  const answers = await Promise.all(jars.map((jar) => profile.guest.accounts.signUp(request, jar)));
  const ids = new Set(answers.map((answer) => answer.profile?.accountId));
  t.is(ids.size, 1);
  t.is(new Set(jars.map((jar) => jar.cookie)).size, 1);
  const events = await profile.eventsOf(CardChanged);
  t.is(events.filter(({ payload }) => payload.card?.handle === request.handle).length, 1);
});

test('a request id does not serve another handle, name or password', async (t) => {
  const { accounts } = t.context.profile.guest;
  const request = newRequest();
  await accounts.signUp(request);
  for (const other of [{ handle: uniqueHandle() }, { displayName: 'Bo' }, { password: 'another password' }]) {
    await expectStatus(t, accounts.signUp({ ...request, ...other }), 'INVALID_ARGUMENT', 'REQUEST_ID_REUSED');
  }
});

test('a retry after the session has ended does not bring it back', async (t) => {
  const { accounts, sessions } = t.context.profile.guest;
  const request = newRequest();
  const jar = cookieJar();
  await accounts.signUp(request, jar);
  await sessions.signOut({ requestId: requestId() }, withCookie(jar.cookie));
  await expectStatus(t, accounts.signUp(request), 'UNAUTHENTICATED', 'SESSION_ENDED');
});

test('neither a password nor a token is in the database', async (t) => {
  const { profile } = t.context;
  const request = { ...newRequest(), password: 'never to be seen anywhere' };
  const jar = cookieJar();
  const { accessToken } = await profile.guest.accounts.signUp(request, jar);
  for (const suffix of ['', '-wal']) {
    const bytes = await readFile(profile.databasePath + suffix).catch(() => Buffer.alloc(0));
    for (const secret of [request.password, accessToken, jar.cookie.split('.').at(-1) ?? '?']) {
      t.is(bytes.indexOf(secret), -1);
    }
  }
});
