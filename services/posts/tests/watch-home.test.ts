import test from 'ava';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { startStage } from './stage.ts';

test('a stream tells at once where it stands, and then what comes', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  await stage.follow(bo, ana);
  await ana.write('before');
  await waitFor(async () => (await bo.home()).length === 1);
  await using bos = await bo.watch().opened();
  await using anas = await ana.watch().opened();
  t.deepEqual(bos.messages[0]?.postIds, []);
  const post = await ana.write('after');
  const own = await bo.write('of bo');
  t.deepEqual(await bos.told(2), [post.postId, own.postId]);
  t.deepEqual(await anas.told(1), [post.postId]);
});

test('a stream tells only what its reader may see', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  await stage.follow(bo, ana);
  await using bos = await bo.watch().opened();
  await ana.write('for nobody', 'mentioned');
  const post = await ana.write('for followers', 'followers');
  t.deepEqual(await bos.told(1), [post.postId]);
  await stage.block(ana, bo);
  await ana.write('unseen');
  const own = await bo.write('seen');
  t.deepEqual(await bos.told(2), [post.postId, own.postId]);
});

test('posts that a follow brings are not told as new', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  await ana.write('old');
  await using anas = await ana.watch().opened();
  const marker = await ana.write('older than the follow');
  await anas.told(1);
  await using bos = await bo.watch().opened();
  await stage.follow(bo, ana);
  const fresh = await ana.write('new');
  t.deepEqual(await bos.told(1), [fresh.postId]);
  t.true((await bo.home()).includes(marker.text));
});

test('a stream resumes without loss and without repeating, also over a restart', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  await stage.follow(bo, ana);
  const ids: string[] = [];
  const write = async (count: number) => {
    for (let index = 0; index < count; index += 1) ids.push((await ana.write(`post ${ids.length}`)).postId);
  };
  const first = await bo.watch().opened();
  await write(3);
  await first.told(3);
  await first.close();
  await write(105);
  await stage.stop();
  await stage.start();
  const second = await waitFor(async () => {
    const watching = await bo.watch(first.cursor).opened();
    return watching.error ? undefined : watching;
  });
  await write(2);
  await second.told(107);
  await second.close();
  t.deepEqual([...first.postIds, ...second.postIds], ids);
  t.true(second.messages.every((message) => message.postIds.length <= 100));
});

test('a stream can be taken up at each of its cursors', async (t) => {
  await using stage = await startStage();
  const ana = await stage.member('ana');
  await using whole = await ana.watch().opened();
  for (let index = 0; index < 5; index += 1) await ana.write(`${index}`);
  const all = await whole.told(5);
  let told = 0;
  for (const { postIds, cursor } of whole.messages) {
    told += postIds.length;
    await using rest = await ana.watch(cursor).opened();
    t.deepEqual(await rest.told(5 - told), all.slice(told));
  }
});

test('two processes on one database tell every post once', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  await stage.follow(bo, ana);
  await using replica = await stage.startReplica();
  const anaThere = await stage.signIn(ana, replica.port);
  const boThere = await stage.signIn(bo, replica.port);
  await using here = await bo.watch().opened();
  await using there = await boThere.watch().opened();
  const ids: string[] = [];
  for (let index = 0; index < 10; index += 1) {
    const author = index % 2 === 0 ? ana : anaThere;
    ids.push((await author.write(`post ${index}`)).postId);
  }
  t.deepEqual(await here.told(10), ids);
  t.deepEqual(await there.told(10), ids);
  await using resumed = await boThere.watch(here.messages[0]?.cursor).opened();
  t.deepEqual(await resumed.told(10), ids);
});

test('a silent stream shows that it lives', async (t) => {
  await using stage = await startStage({ POSTS_HEARTBEAT_MS: '20' });
  const ana = await stage.member('ana');
  await using watching = ana.watch();
  await waitFor(() => watching.messages.length >= 3);
  t.deepEqual(watching.postIds, []);
});

test('a cursor that is none is refused', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  await using anas = await ana.watch().opened();
  for (const watching of [ana.watch('x'), ana.watch('12'), bo.watch(anas.cursor)]) {
    await expectStatus(
      t,
      watching.ended().then((error) => Promise.reject(error)),
      'INVALID_ARGUMENT',
      'INVALID_REQUEST',
    );
  }
});

test('a stream ends with its session, and when the service stops', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  const [anas, bos] = [await ana.watch().opened(), await bo.watch().opened()];
  await stage.endSession(ana);
  await expectStatus(
    t,
    anas.ended().then((error) => Promise.reject(error)),
    'UNAUTHENTICATED',
    'SESSION_ENDED',
  );
  await stage.stop();
  await expectStatus(
    t,
    bos.ended().then((error) => Promise.reject(error)),
    'UNAVAILABLE',
    'UNAVAILABLE',
  );
});
