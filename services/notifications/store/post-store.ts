import type { Transaction } from '../../kit/database/database.ts';
import { fieldOf, inList, listRows } from '../../kit/database/dialect.ts';
import type { PostHeader, PostState } from '../domain/post.ts';

// Of the posts of a deleted account no event tells: they are gone with it.
const insertHeaders = `
  insert into post_header (post_id, author_id, audience, circle_id, text, hashtags, state)
  select ${fieldOf('post', '$.postId')}, ${fieldOf('post', '$.authorId')}, ${fieldOf('post', '$.audience')},
    ${fieldOf('post', '$.circleId')}, ${fieldOf('post', '$.text')}, ${fieldOf('post', '$.hashtags')},
    iif(exists (select 1 from deleted_account where account_id = ${fieldOf('post', '$.authorId')}), 'purged', 'live')
  from ${listRows(':posts')} as post where true
  on conflict (post_id) do nothing
  returning post_id, state`;

const insertMentions = `
  insert into post_mention (post_id, account_id)
  select ${fieldOf('mention', '$[0]')}, ${fieldOf('mention', '$[1]')} from ${listRows(':mentions')} as mention where true
  on conflict do nothing`;

// The header of a purged post stays, so that a comment on it that arrives late notifies nobody.
const purgeHeader = `
  insert into post_header (post_id, author_id, audience, text, state)
  values (:postId, :authorId, 'mentioned', '', 'purged')
  on conflict (post_id) do update
  set audience = excluded.audience, circle_id = '', text = excluded.text, hashtags = '[]', state = excluded.state`;

/** Keeps what is known of new posts. Those that are known stay as they are. Gives those whose author is gone, and they. */
export async function putPosts(tx: Transaction, posts: readonly PostHeader[]): Promise<string[]> {
  const rows = posts.map(({ mentionedIds: _, ...header }) => header);
  const added = await tx.all<{ post_id: string; state: PostState }>(insertHeaders, { posts: JSON.stringify(rows) });
  const fresh = new Set(added.map((row) => row.post_id));
  const mentions = posts
    .filter(({ postId }) => fresh.has(postId))
    .flatMap(({ postId, mentionedIds }) => mentionedIds.map((accountId) => [postId, accountId]));
  if (mentions.length > 0) await tx.run(insertMentions, { mentions: JSON.stringify(mentions) });
  return added.filter(({ state }) => state === 'purged').map((row) => row.post_id);
}

/** Marks a post deleted, or live again. One that is gone stays so. */
export async function setPostState(tx: Transaction, postId: string, state: PostState): Promise<void> {
  const sql = "update post_header set state = :state where post_id = :postId and state <> 'purged'";
  await tx.run(sql, { postId, state });
}

/** Forgets a post but that it is gone, for ever. */
export async function purgePost(tx: Transaction, postId: string, authorId: string): Promise<void> {
  await tx.run(purgeHeader, { postId, authorId });
  await tx.run('delete from post_mention where post_id = :postId', { postId });
}

const purgeOfAuthor = `
  update post_header set audience = 'mentioned', circle_id = '', text = '', hashtags = '[]', state = 'purged'
  where author_id = :authorId returning post_id`;

/** Forgets all posts of an author but that they are gone. Gives their ids. */
export async function purgePostsOf(tx: Transaction, authorId: string): Promise<string[]> {
  const mentions =
    'delete from post_mention where post_id in (select post_id from post_header where author_id = :authorId)';
  await tx.run(mentions, { authorId });
  const purged = await tx.all<{ post_id: string }>(purgeOfAuthor, { authorId });
  return purged.map((row) => row.post_id);
}

const editHeader = `
  update post_header set text = :text, hashtags = :hashtags, edit_time = :editTime
  where post_id = :postId and state <> 'purged'`;
const selectMentioned = 'select account_id from post_mention where post_id = :postId';
const deleteMentions = `delete from post_mention where post_id = :postId and ${inList('account_id', ':accounts')}`;

/** The text of a post as it is now. */
export interface EditedText {
  readonly postId: string;
  readonly text: string;
  readonly hashtags: readonly string[];
  readonly mentionedIds: readonly string[];
  readonly editTime: Date;
}

/** Keeps the new text of a post. Whom it mentions that it did not, and whom no longer. */
export async function editPost(tx: Transaction, edited: EditedText): Promise<{ added: string[]; removed: string[] }> {
  const { postId, text } = edited;
  const hashtags = JSON.stringify(edited.hashtags);
  const known = await tx.run(editHeader, { postId, text, hashtags, editTime: edited.editTime.getTime() });
  if (known === 0) return { added: [], removed: [] };
  const rows = await tx.all<{ account_id: string }>(selectMentioned, { postId });
  const before = new Set(rows.map((row) => row.account_id));
  const now = new Set(edited.mentionedIds);
  const [added, removed] = [[...now.difference(before)], [...before.difference(now)]];
  if (removed.length > 0) await tx.run(deleteMentions, { postId, accounts: JSON.stringify(removed) });
  if (added.length > 0) {
    await tx.run(insertMentions, { mentions: JSON.stringify(added.map((account) => [postId, account])) });
  }
  return { added, removed };
}
