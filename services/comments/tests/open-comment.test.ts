import test from 'ava';
import { audienceMigrations } from '../../audience/replica/audience-migrations.ts';
import type { Database } from '../../kit/database/database.ts';
import { newId } from '../../kit/ids.ts';
import { openTempDatabase } from '../../kit/testing/temp-database.ts';
import { CommentNotFound } from '../domain/errors.ts';
import { addComment, findComment, setClosed } from '../store/comment-store.ts';
import { commentsMigrations } from '../store/migrations/index.ts';
import { putPost } from '../store/post-store.ts';
import { openComment } from '../view/open-comment.ts';

const [ana, bo, cy] = [newId(), newId(), newId()];
const stranger = { following: new Set<string>(), blocking: new Set<string>(), blockedBy: new Set<string>() };

/** A post with comments by bo, each under the one before. Gives the lowest. */
async function makeThread(database: Pick<Database, 'write'>, audience: 'public' | 'followers', depth: number) {
  const postId = newId();
  let parentCommentId: string | undefined;
  await database.write(async (tx) => {
    const rest = { circleId: undefined, commentPolicy: 'everyone', mentionedIds: [] } as const;
    await putPost(tx, { postId, authorId: ana, audience, ...rest });
    for (let level = 0; level < depth; level += 1) {
      const commentId = newId();
      const content = { text: 'x', spans: [], createTime: new Date(), held: false };
      await addComment(tx, { commentId, postId, parentCommentId, authorId: bo, ...content });
      parentCommentId = commentId;
    }
  });
  return parentCommentId ?? '';
}

test('a hidden comment costs what a missing one costs, however deep it stands', async (t) => {
  await using temp = await openTempDatabase([...audienceMigrations, ...commentsMigrations]);
  const { database } = temp;
  const [open, restricted, closed] = [
    await makeThread(database, 'public', 50),
    await makeThread(database, 'followers', 50),
    await makeThread(database, 'public', 50),
  ];
  await database.write(async (tx) => {
    const comment = await findComment(tx, closed);
    if (comment) await setClosed(tx, comment, 'hidden');
  });
  const asked: string[] = [];
  const queries: Pick<Database, 'all'> = {
    all(sql, params) {
      asked.push(sql);
      return database.all(sql, params);
    },
  };
  const ask = async (commentId: string, blockedBy = new Set<string>()) => {
    asked.length = 0;
    const viewer = { viewerId: cy, ties: { ...stranger, memberOf: new Set<string>(), blockedBy } };
    const found = await openComment(queries, viewer, commentId).catch((error: unknown) => error);
    return { found, asked: [...asked] };
  };
  const missing = await ask(newId());
  t.true(missing.found instanceof CommentNotFound);
  t.is(missing.asked.length, 1);
  t.notRegex(missing.asked[0] ?? '', /recursive/);
  t.deepEqual(await ask(restricted), missing);
  t.deepEqual(await ask(closed), missing);
  t.deepEqual(await ask(open, new Set([bo])), missing);
  t.like((await ask(open)).found, { comment: { commentId: open }, above: { length: 49 } });
});
