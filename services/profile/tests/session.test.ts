import anyTest, { type TestFn } from 'ava';
import { SessionEnded } from '#gen/tertulia/profile/v1/session_events.ts';
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

const refresh = async (profile: TestProfile, cookie: string, id = requestId()) => {
  const jar = cookieJar();
  const answer = await profile.guest.sessions.refreshSession({ requestId: id }, { ...withCookie(cookie), ...jar });
  return { answer, cookie: jar.cookie };
};

const endsOf = async (profile: TestProfile, member: Member) =>
  (await profile.eventsOf(SessionEnded)).filter(({ payload }) => payload.accountId === member.accountId);

const updateBio = (profile: TestProfile, token: string) =>
  profile.as({ token }).profiles.updateProfile({ requestId: requestId(), profile: { bio: 'x' }, updateMask: ['bio'] });

test('who signs in gets their profile, a token and a cookie', async (t) => {
  const { profile } = t.context;
  const { handle, accountId } = await profile.join();
  const jar = cookieJar();
  const answer = await profile.guest.sessions.signIn({ requestId: requestId(), handle, password }, jar);
  t.is(answer.profile?.accountId, accountId);
  await t.notThrowsAsync(updateBio(profile, answer.accessToken));
  await t.notThrowsAsync(refresh(profile, jar.cookie));
});

test('a handle is taken in any case', async (t) => {
  const { profile } = t.context;
  const { handle, accountId } = await profile.join();
  const request = { requestId: requestId(), handle: handle.toUpperCase(), password };
  const answer = await profile.guest.sessions.signIn(request);
  t.is(answer.profile?.accountId, accountId);
});

test('an unknown handle and a wrong password are told alike', async (t) => {
  const { profile } = t.context;
  const { handle } = await profile.join();
  const { sessions } = profile.guest;
  const wrong = sessions.signIn({ requestId: requestId(), handle, password: 'not this one' });
  const unknown = sessions.signIn({ requestId: requestId(), handle: 'nobody_at_all', password });
  const errors = [
    await expectStatus(t, wrong, 'UNAUTHENTICATED', 'CREDENTIALS_INVALID'),
    await expectStatus(t, unknown, 'UNAUTHENTICATED', 'CREDENTIALS_INVALID'),
  ];
  t.is(errors[0]?.details, errors[1]?.details);
});

test('every fault of a sign-in is named at once', async (t) => {
  const call = t.context.profile.guest.sessions.signIn({});
  const error = await expectStatus(t, call, 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  t.deepEqual(fieldsAtFault(error), ['handle', 'password', 'request_id']);
});

test('a password is the same however it is composed', async (t) => {
  const { accounts, sessions } = t.context.profile.guest;
  await accounts.signUp({ requestId: requestId(), handle: 'composer', password: 'caf\u00e9 au lait' });
  const request = { requestId: requestId(), handle: 'composer', password: 'cafe\u0301 au lait' };
  await t.notThrowsAsync(sessions.signIn(request));
});

test('a retry of a sign-in gets the same session, and must show the password again', async (t) => {
  const { profile } = t.context;
  const { handle } = await profile.join();
  const request = { requestId: requestId(), handle, password };
  const [first, second] = [cookieJar(), cookieJar()];
  await profile.guest.sessions.signIn(request, first);
  await profile.guest.sessions.signIn(request, second);
  t.is(first.cookie, second.cookie);
  const stranger = profile.guest.sessions.signIn({ ...request, password: 'guessed password' });
  await expectStatus(t, stranger, 'UNAUTHENTICATED', 'CREDENTIALS_INVALID');
});

test('a request id of a sign-in does not serve another account', async (t) => {
  const { profile } = t.context;
  const [ana, bo] = [await profile.join(), await profile.join()];
  const id = requestId();
  await profile.guest.sessions.signIn({ requestId: id, handle: ana.handle, password });
  const other = profile.guest.sessions.signIn({ requestId: id, handle: bo.handle, password });
  await expectStatus(t, other, 'INVALID_ARGUMENT', 'REQUEST_ID_REUSED');
});

test('a refresh gives a new token and a new cookie', async (t) => {
  const { profile } = t.context;
  const member = await profile.join();
  const next = await refresh(profile, member.cookie);
  t.not(next.cookie, member.cookie);
  t.is(next.answer.profile?.accountId, member.accountId);
  await t.notThrowsAsync(updateBio(profile, next.answer.accessToken));
});

test('a retry of a refresh gets the same cookie again', async (t) => {
  const { profile } = t.context;
  const member = await profile.join();
  const id = requestId();
  const first = await refresh(profile, member.cookie, id);
  const retry = await refresh(profile, member.cookie, id);
  t.is(retry.cookie, first.cookie);
  await t.notThrowsAsync(refresh(profile, first.cookie));
});

test('a retry of a sign-in after a refresh gets the current cookie', async (t) => {
  const { profile } = t.context;
  const { handle } = await profile.join();
  const request = { requestId: requestId(), handle, password };
  const jars = [cookieJar(), cookieJar()] as const;
  await profile.guest.sessions.signIn(request, jars[0]);
  const { cookie } = await refresh(profile, jars[0].cookie);
  await profile.guest.sessions.signIn(request, jars[1]);
  t.is(jars[1].cookie, cookie);
});

test('a cookie that comes twice ends the session and all its tokens', async (t) => {
  const { profile } = t.context;
  const member = await profile.join();
  const next = await refresh(profile, member.cookie);
  await expectStatus(t, refresh(profile, member.cookie), 'UNAUTHENTICATED', 'REFRESH_TOKEN_REUSED');
  await expectStatus(t, refresh(profile, next.cookie), 'UNAUTHENTICATED', 'REFRESH_TOKEN_INVALID');
  t.is((await endsOf(profile, member)).length, 1);
  await waitFor(() =>
    updateBio(profile, member.token).then(
      () => false,
      () => true,
    ),
  );
  await expectStatus(t, updateBio(profile, next.answer.accessToken), 'UNAUTHENTICATED', 'SESSION_ENDED');
});

test('of many refreshes with one cookie at the same time, one succeeds and the session ends', async (t) => {
  const { profile } = t.context;
  const member = await profile.join();
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => refresh(profile, member.cookie)));
  t.is(tries.filter(({ status }) => status === 'fulfilled').length, 1);
  t.is((await endsOf(profile, member)).length, 1);
});

test('the reuse of one session leaves the others of the account alone', async (t) => {
  const { profile } = t.context;
  const member = await profile.join();
  const jar = cookieJar();
  await profile.guest.sessions.signIn({ requestId: requestId(), handle: member.handle, password }, jar);
  await refresh(profile, member.cookie);
  await expectStatus(t, refresh(profile, member.cookie), 'UNAUTHENTICATED', 'REFRESH_TOKEN_REUSED');
  await t.notThrowsAsync(refresh(profile, jar.cookie));
});

test('without a cookie of ours there is no refresh', async (t) => {
  const { profile } = t.context;
  const { cookie } = await profile.join();
  for (const other of ['', 'theme=dark', '__Secure-tertulia-refresh=', `${cookie.slice(0, -2)}xx`]) {
    await expectStatus(t, refresh(profile, other), 'UNAUTHENTICATED', 'REFRESH_TOKEN_INVALID');
  }
});

test('who signs out is out everywhere, once, and the cookie is cleared', async (t) => {
  const { profile } = t.context;
  const member = await profile.join();
  const jar = cookieJar();
  const signOut = () =>
    profile.guest.sessions.signOut({ requestId: requestId() }, { ...withCookie(`a=b; ${member.cookie}`), ...jar });
  await signOut();
  await signOut();
  t.regex(jar.setCookie, /^__Secure-tertulia-refresh=; .*Max-Age=0$/);
  t.is((await endsOf(profile, member)).length, 1);
  await waitFor(() =>
    updateBio(profile, member.token).then(
      () => false,
      () => true,
    ),
  );
  await expectStatus(t, updateBio(profile, member.token), 'UNAUTHENTICATED', 'SESSION_ENDED');
  await expectStatus(t, refresh(profile, member.cookie), 'UNAUTHENTICATED', 'REFRESH_TOKEN_INVALID');
});

test('a sign-out without a cookie does nothing', async (t) => {
  await t.notThrowsAsync(t.context.profile.guest.sessions.signOut({ requestId: requestId() }));
});

test('an ended session remembers its end until its last token has expired', async (t) => {
  const { profile } = t.context;
  const member = await profile.join();
  const before = Date.now();
  await profile.guest.sessions.signOut({ requestId: requestId() }, withCookie(member.cookie));
  const [ended] = await endsOf(profile, member);
  t.true((ended?.payload.lastTokenExpireTime?.getTime() ?? 0) >= before + 300_000);
});
