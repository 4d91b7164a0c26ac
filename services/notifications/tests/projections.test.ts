import test from 'ava';
import { openDatabase } from '../../kit/database/database.ts';
import { newId } from '../../kit/ids.ts';
import { examine } from '../../kit/projections/examine.ts';
import { silentLogger } from '../../kit/testing/silent-logger.ts';
import { makeTempDir } from '../../kit/testing/temp-dir.ts';
import { tidyUp } from '../housekeeping.ts';
import { notificationsProjections } from '../projections.ts';
import { migrations } from '../service.ts';
import type { LogName } from './play-logs.ts';
import { listOf, type Scene, startScene } from './start-scene.ts';

/** Every difference between what is there and what it is made of, in words. */
async function differences(scene: Scene): Promise<string[]> {
  await using folder = await makeTempDir();
  const logs = (name: string) => scene.logs[name as LogName].database;
  const { findings } = await examine(notificationsProjections, { url: scene.databaseUrl, logs, folder: folder.path });
  return findings.flatMap(({ projection, differences }) =>
    differences.map(({ key, live, rebuilt }) => `${projection}: ${key}: ${live} / ${rebuilt}`),
  );
}

test('after a story of everything, what is there is what the logs say', async (t) => {
  await using scene = await startScene();
  const [ana, bo, cy, dan] = [
    await scene.join('ana'),
    await scene.join('bo'),
    await scene.join('cy'),
    await scene.join('dan'),
  ];
  await scene.follow(bo, ana);
  await scene.follow(cy, ana);
  const post = await scene.post(ana, { mentionedIds: [bo.accountId], text: 'with plums' });
  const gone = await scene.post(ana);
  await scene.like(bo, post);
  await scene.like(cy, post);
  await scene.repost(dan, post);
  const top = await scene.comment(bo, post, 'top');
  const reply = await scene.comment(cy, post, 'a reply about plums', top, new Date(), [dan.accountId]);
  const under = await scene.comment(dan, gone, 'goes with its post');
  await scene.likeComment(ana, top);
  await scene.hide(under);
  await scene.hide(reply);
  await scene.muteThread(dan, post);
  await scene.muteTerm(ana, newId(), 'plums');
  await bo.client.markRead({ requestId: newId(), upToUpdateTime: new Date() });
  await scene.edit(post, { text: 'without', mentionedIds: [cy.accountId] });
  const held = await scene.hold(bo, post, 'waits');
  await scene.approve(held, 'waits no more');
  await scene.holdAgain(held, 'waits again');
  await scene.editHeld(held, 'waits with other words');
  await scene.holdAgain(top, 'with what stands under it');
  await scene.approve(held, 'waits no more', new Date(), [cy.accountId]);
  await scene.unlike(cy, post);
  await scene.unpost(gone);
  await scene.purge(gone);
  await scene.block(bo, cy);
  await scene.mute(ana, bo, { expireTime: new Date(Date.now() + 100_000) });
  await scene.leave(dan);
  t.deepEqual(await differences(scene), []);
});

test('what was deleted for its age is not missed', async (t) => {
  await using scene = await startScene();
  const [ana, bo] = [await scene.join('ana'), await scene.join('bo')];
  const posts = await Promise.all(Array.from({ length: 1_010 }, () => scene.post(ana)));
  await Promise.all(posts.map((post) => scene.like(bo, post)));
  await using database = await openDatabase({ url: scene.databaseUrl, migrations });
  t.is((await listOf(ana)).length, 100);
  await tidyUp({ database, eventLog: scene.logs.posts.log, now: Date.now, logger: silentLogger });
  const row = await database.get<{ acts: number }>('select count(*) as acts from act');
  t.is(row?.acts, 1_000);
  t.deepEqual(await differences(scene), []);
});

test('a row too many, or one too few, is named', async (t) => {
  await using scene = await startScene();
  const [ana, bo] = [await scene.join('ana'), await scene.join('bo')];
  const post = await scene.post(ana, { text: 'one' });
  await scene.like(bo, post);
  await using database = await openDatabase({ url: scene.databaseUrl, migrations });
  await database.write(async (tx) => {
    await tx.run('update act set place = 0');
    await tx.run(`update post_header set text = 'two'`);
  });
  const found = await differences(scene);
  t.deepEqual(
    found.map((line) => line.split(':')[0]),
    ['post headers', 'acts and where they are told', 'times of notifications'],
  );
});
