import type { Transaction } from '../../kit/database/database.ts';
import { listRows } from '../../kit/database/dialect.ts';
import type { PostHeader } from '../domain/post.ts';

const insertHeader = `
  insert into post_header (post_id, author_id, audience, snippet, state)
  values (:postId, :authorId, :audience, :snippet, 'live')
  on conflict (post_id) do nothing`;

const insertMentions = `
  insert into post_mention (post_id, account_id) select :postId, value from ${listRows(':mentionedIds')} where true
  on conflict do nothing`;

// The header of a deleted post stays, so that a comment on it that arrives late notifies nobody.
const deleteHeader = `
  insert into post_header (post_id, author_id, audience, snippet, state)
  values (:postId, :authorId, 'mentioned', '', 'deleted')
  on conflict (post_id) do update
  set audience = excluded.audience, snippet = excluded.snippet, state = excluded.state`;

/** Keeps what is known of a new post. */
export async function putPost(tx: Transaction, { mentionedIds, ...header }: PostHeader): Promise<void> {
  const added = await tx.run(insertHeader, { ...header });
  if (added === 0) return;
  await tx.run(insertMentions, { postId: header.postId, mentionedIds: JSON.stringify(mentionedIds) });
}

/** Marks a post deleted, for ever. */
export async function deletePost(tx: Transaction, postId: string, authorId: string): Promise<void> {
  await tx.run(deleteHeader, { postId, authorId });
  await tx.run('delete from post_mention where post_id = :postId', { postId });
}
