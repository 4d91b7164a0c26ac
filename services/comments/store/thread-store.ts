import type { Queries, Transaction } from '../../kit/database/database.ts';
import type { ViewedPost } from '../domain/post.ts';
import { type PostRow, postColumns, postFromRow, postTables } from './post-store.ts';

/** What its post's author decided of a thread. */
export interface ThreadRules {
  readonly locked: boolean;
  readonly approvalRequired: boolean;
}

/** A post with its thread as it stands to one viewer. */
export interface ViewedThread {
  readonly post: ViewedPost;
  readonly muted: boolean;
}

const upsertRules = `
  insert into thread (post_id, locked, approval_required) values (:postId, :locked, :approvalRequired)
  on conflict (post_id) do update set locked = excluded.locked, approval_required = excluded.approval_required`;

export async function putThreadRules(tx: Transaction, postId: string, rules: ThreadRules): Promise<void> {
  await tx.run(upsertRules, { postId, ...rules });
}

const selectThread = `
  select ${postColumns},
    exists (select 1 from thread_mute as m where m.post_id = post_header.post_id and m.account_id = :viewer) as muted
  from ${postTables} where post_header.post_id = :postId`;

/** Undefined if the post is not known here. */
export async function findThread(
  queries: Pick<Queries, 'get'>,
  postId: string,
  viewerId: string | undefined,
): Promise<ViewedThread | undefined> {
  const row = await queries.get<PostRow & { muted: number }>(selectThread, { postId, viewer: viewerId ?? null });
  return row && { post: postFromRow(row), muted: row.muted !== 0 };
}

const insertMute = `
  insert into thread_mute (post_id, account_id) values (:postId, :accountId) on conflict do nothing`;
const deleteMute = 'delete from thread_mute where post_id = :postId and account_id = :accountId';

/** Whose thread it is to mute. */
export interface ThreadMute {
  readonly postId: string;
  readonly accountId: string;
}

/** False if it is muted already. */
export async function addMute(tx: Transaction, mute: ThreadMute): Promise<boolean> {
  return (await tx.run(insertMute, { ...mute })) > 0;
}

/** False if it is not muted. */
export async function removeMute(tx: Transaction, mute: ThreadMute): Promise<boolean> {
  return (await tx.run(deleteMute, { ...mute })) > 0;
}
