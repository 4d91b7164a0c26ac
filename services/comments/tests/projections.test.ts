import { mkdir } from 'node:fs/promises';
import test from 'ava';
import { PostDeleted, PostRestored } from '#gen/tertulia/posts/v1/post_events.ts';
import { AccountDeleted } from '#gen/tertulia/profile/v1/account_events.ts';
import { openDatabase } from '../../kit/database/database.ts';
import { newId } from '../../kit/ids.ts';
import { examine } from '../../kit/projections/examine.ts';
import { makeTempDir } from '../../kit/testing/temp-dir.ts';
import { commentsProjections } from '../projections.ts';
import { comment, startScene } from './start-scene.ts';

test('what is made again from the logs is what is there, and a difference is named', async (t) => {
  await using scene = await startScene();
  await using folder = await makeTempDir();
  const [ana, bo, cy] = [await scene.join('ana'), await scene.join('bo'), await scene.join('cy')];
  const [postId, other, gone] = [await scene.post(ana), await scene.post(ana), await scene.post(cy)];
  const top = await comment(bo, postId, 'top');
  const reply = await comment(ana, postId, 'reply', top);
  await cy.likes.likeComment({ requestId: newId(), commentId: top });
  await bo.likes.likeComment({ requestId: newId(), commentId: reply });
  await ana.threads.hideComment({ requestId: newId(), commentId: reply });
  await comment(bo, gone, 'goes with cy');
  await scene.tell('posts', postId, PostDeleted, { postId, authorId: ana.accountId });
  await scene.tell('posts', postId, PostRestored, { postId, authorId: ana.accountId });
  await scene.deletePost(other, ana.accountId);
  await scene.block(ana, cy);
  await scene.tell('profile', cy.accountId, AccountDeleted, { accountId: cy.accountId });
  const differences = async (name: string) => {
    const copies = `${folder.path}/${name}`;
    await mkdir(copies);
    const logs = (service: string) => (service === 'profile' ? scene.profile.database : scene.posts.database);
    const { findings } = await examine(commentsProjections, { url: scene.databaseUrl, logs, folder: copies });
    return findings.filter((finding) => finding.differences.length > 0).map(({ projection }) => projection);
  };
  t.deepEqual(await differences('sound'), []);
  await using database = await openDatabase({ url: scene.databaseUrl, migrations: [] });
  await database.write(async (tx) => {
    await tx.run('update comment set reply_count = reply_count + 1 where comment_id = :top', { top });
    await tx.run(`update post_header set audience = 'followers' where post_id = :postId`, { postId });
  });
  t.deepEqual(await differences('broken'), ['post headers', 'counts of replies']);
});
