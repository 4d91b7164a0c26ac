import anyTest, { type TestFn } from 'ava';
import { createChannel, createClient } from 'nice-grpc';
import { SessionEnded, SessionStarted } from '#gen/tertulia/profile/v1/session_events.ts';
import { SessionServiceDefinition } from '#gen/tertulia/profile/v1/session_service.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { fieldsAtFault } from './fields-at-fault.ts';
import {
  cookieJar,
  type Member,
  password,
  requestId,
  startTestProfile,
  type TestProfile,
  withCookie,
} from './test-profile.ts';

const test = anyTest as TestFn<{ profile: TestProfile }>;

test.before(async (t) => {
  t.context.profile = await startTestProfile();
});
test.after.always(async (t) => t.context.profile?.[Symbol.asyncDispose]());

const newPassword = 'staple battery horse';

/** Signs in once more: another device of the same person. */
async function signInAgain(profile: TestProfile, { handle }: Member, tried = password) {
  const jar = cookieJar();
  const { accessToken } = await profile.guest.sessions.signIn({ requestId: requestId(), handle, password: tried }, jar);
  return { ...profile.as({ token: accessToken }), cookie: jar.cookie };
}

const sessionsOf = async ({ sessions }: Pick<Member, 'sessions'>) => (await sessions.listSessions({})).sessions;
const endsOf = async (profile: TestProfile, member: Member) =>
  (await profile.eventsOf(SessionEnded)).filter(({ payload }) => payload.accountId === member.accountId).length;
const isOut = (client: Pick<Member, 'sessions'>) =>
  waitFor(async () => {
    const refusal = await client.sessions.listSessions({}).then(
      () => undefined,
      (error: Error) => error.message,
    );
    return refusal?.includes('UNAUTHENTICATED') ?? false;
  });

test('one sees where one is signed in, and which of it is here', async (t) => {
  const { profile } = t.context;
  const ana = await profile.join();
  const laptop = await signInAgain(profile, ana);
  const listed = await sessionsOf(laptop);
  t.deepEqual(
    listed.map(({ current }) => current),
    [true, false],
  );
  t.deepEqual(
    (await sessionsOf(ana)).map(({ current }) => current),
    [false, true],
  );
  t.true(listed.every(({ device, createTime, lastUseTime }) => device !== '' && createTime && lastUseTime));
  t.is((await sessionsOf(await profile.join())).length, 1);
});

test('a session is listed and told with the device that started it', async (t) => {
  const { profile } = t.context;
  const ana = await profile.join();
  const browser = { 'grpc.primary_user_agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0' };
  const channel = createChannel(`http://127.0.0.1:${profile.port}`, undefined, browser);
  const firefox = createClient(SessionServiceDefinition, channel);
  await firefox.signIn({ requestId: requestId(), handle: ana.handle, password });
  channel.close();
  t.is((await sessionsOf(ana))[0]?.device, 'Firefox on Linux');
  const started = (await profile.eventsOf(SessionStarted)).filter(({ payload }) => payload.accountId === ana.accountId);
  t.deepEqual(
    started.map(({ payload }) => [payload.signUp, payload.device]),
    [
      [true, 'grpc-node-js'],
      [false, 'Firefox on Linux'],
    ],
  );
});

test('a retry of a sign-in starts, and tells of, one session', async (t) => {
  const { profile } = t.context;
  const ana = await profile.join();
  const request = { requestId: requestId(), handle: ana.handle, password };
  await profile.guest.sessions.signIn(request);
  await profile.guest.sessions.signIn(request);
  t.is((await sessionsOf(ana)).length, 2);
  const started = (await profile.eventsOf(SessionStarted)).filter(({ payload }) => payload.accountId === ana.accountId);
  t.is(started.length, 2);
});

test('a session that is revoked is out, and its cookie is worth nothing', async (t) => {
  const { profile } = t.context;
  const ana = await profile.join();
  const laptop = await signInAgain(profile, ana);
  const sessionId = (await sessionsOf(laptop)).find(({ current }) => current)?.sessionId ?? '';
  await ana.sessions.revokeSession({ requestId: requestId(), sessionId });
  await isOut(laptop);
  const refresh = profile.guest.sessions.refreshSession({ requestId: requestId() }, withCookie(laptop.cookie));
  await expectStatus(t, refresh, 'UNAUTHENTICATED', 'REFRESH_TOKEN_INVALID');
  t.is((await sessionsOf(ana)).length, 1);
  const again = ana.sessions.revokeSession({ requestId: requestId(), sessionId });
  await expectStatus(t, again, 'NOT_FOUND', 'SESSION_NOT_FOUND');
});

test("another's session is like none", async (t) => {
  const { profile } = t.context;
  const [ana, bo] = [await profile.join(), await profile.join()];
  const sessionId = (await sessionsOf(bo))[0]?.sessionId ?? '';
  for (const id of [sessionId, newId()]) {
    const call = ana.sessions.revokeSession({ requestId: requestId(), sessionId: id });
    await expectStatus(t, call, 'NOT_FOUND', 'SESSION_NOT_FOUND');
  }
  t.is((await sessionsOf(bo)).length, 1);
});

test('who revokes the session that calls is signed out, and the cookie is cleared', async (t) => {
  const { profile } = t.context;
  const ana = await profile.join();
  const sessionId = (await sessionsOf(ana))[0]?.sessionId ?? '';
  const jar = cookieJar();
  await ana.sessions.revokeSession({ requestId: requestId(), sessionId }, jar);
  t.regex(jar.setCookie, /Max-Age=0$/);
  await isOut(ana);
});

test('all other sessions end at once, and this one stays', async (t) => {
  const { profile } = t.context;
  const ana = await profile.join();
  const others = [await signInAgain(profile, ana), await signInAgain(profile, ana)];
  t.is((await ana.sessions.revokeOtherSessions({ requestId: requestId() })).endedSessionCount, 2);
  t.is((await ana.sessions.revokeOtherSessions({ requestId: requestId() })).endedSessionCount, 0);
  for (const other of others) await isOut(other);
  t.deepEqual(
    (await sessionsOf(ana)).map(({ current }) => current),
    [true],
  );
  t.is(await endsOf(profile, ana), 2);
});

test('a new password ends the other sessions, and the old one signs in no more', async (t) => {
  const { profile } = t.context;
  const ana = await profile.join();
  const laptop = await signInAgain(profile, ana);
  const request = { requestId: requestId(), currentPassword: password, newPassword };
  t.is((await ana.accounts.changePassword(request)).endedSessionCount, 1);
  await isOut(laptop);
  await expectStatus(t, signInAgain(profile, ana), 'UNAUTHENTICATED', 'CREDENTIALS_INVALID');
  await t.notThrowsAsync(signInAgain(profile, ana, newPassword));
  t.is((await sessionsOf(ana)).length, 2);
});

test('a retry of a new password gets the first answer, and ends nothing more', async (t) => {
  const { profile } = t.context;
  const ana = await profile.join();
  await signInAgain(profile, ana);
  const request = { requestId: requestId(), currentPassword: password, newPassword };
  const first = await ana.accounts.changePassword(request);
  await signInAgain(profile, ana, newPassword);
  t.deepEqual(await ana.accounts.changePassword(request), first);
  t.is((await sessionsOf(ana)).length, 2);
});

test('a password is changed with the current one only, and a guess of it is not confirmed', async (t) => {
  const { profile } = t.context;
  const ana = await profile.join();
  const change = (currentPassword: string, next: string) =>
    ana.accounts.changePassword({ requestId: requestId(), currentPassword, newPassword: next });
  const errors = [
    await expectStatus(t, change('not this one', newPassword), 'UNAUTHENTICATED', 'CREDENTIALS_INVALID'),
    await expectStatus(t, change('not this one', password), 'UNAUTHENTICATED', 'CREDENTIALS_INVALID'),
  ];
  t.is(errors[0]?.details, errors[1]?.details);
  const short = await expectStatus(t, change('', 'short'), 'INVALID_ARGUMENT');
  t.deepEqual(fieldsAtFault(short), ['current_password', 'new_password']);
  await t.notThrowsAsync(signInAgain(profile, ana));
});

test('of two changes of a password at the same time, one counts', async (t) => {
  const { profile } = t.context;
  const ana = await profile.join();
  const tries = await Promise.allSettled(
    [1, 2].map((number) =>
      ana.accounts.changePassword({
        requestId: requestId(),
        currentPassword: password,
        newPassword: `${newPassword} ${number}`,
      }),
    ),
  );
  t.is(tries.filter(({ status }) => status === 'fulfilled').length, 1);
});
