import test from 'ava';
import { LikePostRequest, LikePostResponse } from '#gen/tertulia/posts/v1/engagement_service.ts';
import { UpdateProfileRequest } from '#gen/tertulia/profile/v1/profile_service.ts';
import type { Caller } from '../call.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { InvalidRequest } from '../errors.ts';
import { newId } from '../ids.ts';
import { once } from '../requests.ts';
import { openTempDatabase } from '../testing/temp-database.ts';

const types = { request: LikePostRequest, response: LikePostResponse };
const method = '/tertulia.posts.v1.EngagementService/LikePost';
const ana: Caller = { kind: 'member', accountId: 'ana', sessionId: 's1' };
const bo: Caller = { kind: 'member', accountId: 'bo', sessionId: 's2' };

/** A change that answers otherwise each time that it is made. */
function counter() {
  let made = 0;
  return async () => ({ likeCount: ++made });
}

function request(requestId: string, postId = 'post'): LikePostRequest {
  return { requestId, postId };
}

test('a retry gets the first answer, and the change is made once', async (t) => {
  await using temp = await openTempDatabase();
  const change = counter();
  const id = newId();
  const like = (database: Database) => once(database, { method, caller: ana }, request(id), types, change);
  t.deepEqual(await like(temp.database), { likeCount: 1 });
  t.deepEqual(await like(temp.database), { likeCount: 1 });
  await using reopened = await openDatabase({ url: temp.url, migrations: [] });
  t.deepEqual(await like(reopened), { likeCount: 1 });
});

test('retries at the same moment all get the one answer', async (t) => {
  await using temp = await openTempDatabase();
  const change = counter();
  const id = newId();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => once(temp.database, { method, caller: ana }, request(id), types, change)),
  );
  t.deepEqual(new Set(answers.map((answer) => answer.likeCount)), new Set([1]));
});

test('the same request_id with another body is refused', async (t) => {
  await using temp = await openTempDatabase();
  const id = newId();
  await once(temp.database, { method, caller: ana }, request(id), types, counter());
  const other = once(temp.database, { method, caller: ana }, request(id, 'another post'), types, counter());
  await t.throwsAsync(other, { name: 'RequestIdReused' });
});

test('nobody gets the answer of somebody else, nor of another RPC', async (t) => {
  await using temp = await openTempDatabase();
  const change = counter();
  const id = newId();
  const call = (caller: Caller, path = method) =>
    once(temp.database, { method: path, caller }, request(id), types, change);
  t.deepEqual(await call(ana), { likeCount: 1 });
  t.deepEqual(await call(bo), { likeCount: 2 });
  t.deepEqual(await call(ana, '/another/Method'), { likeCount: 3 });
});

test('a failure is not kept: its retry does the work', async (t) => {
  await using temp = await openTempDatabase();
  const id = newId();
  const failing = async (): Promise<LikePostResponse> => {
    throw new Error('disk full');
  };
  await t.throwsAsync(once(temp.database, { method, caller: ana }, request(id), types, failing));
  t.deepEqual(await once(temp.database, { method, caller: ana }, request(id), types, counter()), { likeCount: 1 });
});

test('a time that does not exist is refused by its name, wherever it stands', async (t) => {
  await using temp = await openTempDatabase();
  const sent = UpdateProfileRequest.fromPartial({ requestId: newId(), profile: { createTime: new Date(Number.NaN) } });
  const types = { request: UpdateProfileRequest, response: LikePostResponse };
  const error = await t.throwsAsync(async () => once(temp.database, { method, caller: ana }, sent, types, counter()), {
    instanceOf: InvalidRequest,
  });
  t.deepEqual(error.violations, [{ field: 'profile.create_time', description: 'must be a time that exists' }]);
});
