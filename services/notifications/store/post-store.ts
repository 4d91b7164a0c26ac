import type { Transaction } from '../../kit/database/database.ts';
import { fieldOf, listRows } from '../../kit/database/dialect.ts';
import type { PostHeader } from '../domain/post.ts';

const insertHeaders = `
  insert into post_header (post_id, author_id, audience, circle_id, snippet, state)
  select ${fieldOf('post', '$.postId')}, ${fieldOf('post', '$.authorId')}, ${fieldOf('post', '$.audience')},
    ${fieldOf('post', '$.circleId')},
    ${fieldOf('post', '$.snippet')}, 'live'
  from ${listRows(':posts')} as post where true
  on conflict (post_id) do nothing
  returning post_id`;

const insertMentions = `
  insert into post_mention (post_id, account_id)
  select ${fieldOf('mention', '$[0]')}, ${fieldOf('mention', '$[1]')} from ${listRows(':mentions')} as mention where true
  on conflict do nothing`;

// The header of a deleted post stays, so that a comment on it that arrives late notifies nobody.
const deleteHeader = `
  insert into post_header (post_id, author_id, audience, snippet, state)
  values (:postId, :authorId, 'mentioned', '', 'deleted')
  on conflict (post_id) do update
  set audience = excluded.audience, snippet = excluded.snippet, state = excluded.state`;

/** Keeps what is known of new posts. Those that are known, or are deleted, stay as they are. */
export async function putPosts(tx: Transaction, posts: readonly PostHeader[]): Promise<void> {
  const rows = posts.map(({ mentionedIds: _, ...header }) => header);
  const added = await tx.all<{ post_id: string }>(insertHeaders, { posts: JSON.stringify(rows) });
  const fresh = new Set(added.map((row) => row.post_id));
  const mentions = posts
    .filter(({ postId }) => fresh.has(postId))
    .flatMap(({ postId, mentionedIds }) => mentionedIds.map((accountId) => [postId, accountId]));
  if (mentions.length > 0) await tx.run(insertMentions, { mentions: JSON.stringify(mentions) });
}

/** Marks a post deleted, for ever. */
export async function deletePost(tx: Transaction, postId: string, authorId: string): Promise<void> {
  await tx.run(deleteHeader, { postId, authorId });
  await tx.run('delete from post_mention where post_id = :postId', { postId });
}
