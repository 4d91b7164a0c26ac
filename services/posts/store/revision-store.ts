import type { Queries, Transaction } from '../../kit/database/database.ts';
import { hashtagsOf, spansFromColumn, spansToColumn } from '../../text/text-spans.ts';
import type { PostRevision, StoredPost } from '../domain/post.ts';
import { addHashtags } from './post-store.ts';

const insertRevision = `
  insert into post_revision (post_id, version, text, spans, write_time)
  values (:postId, :version, :text, :spans, :writeTime)`;

const updatePost = `
  update post set text = :text, spans = :spans, comment_policy = :commentPolicy, version = :version,
    edit_time = :editTime
  where post_id = :postId`;

/** Puts a changed post in the place of what it was. A text that it had is kept. */
export async function changePost(tx: Transaction, before: StoredPost, after: StoredPost): Promise<void> {
  const { postId, text, commentPolicy, version } = after;
  const row = { postId, text, commentPolicy, version, spans: spansToColumn(after.spans) };
  if (text !== before.text) {
    const { writeTime, spans, ...revision } = revisionOf(before);
    const kept = { postId, ...revision, spans: spansToColumn(spans), writeTime: writeTime.getTime() };
    await tx.run(insertRevision, kept);
    await tx.run('delete from post_hashtag where post_id = :postId', { postId });
    await addHashtags(tx, postId, hashtagsOf(after.spans));
  }
  await tx.run(updatePost, { ...row, editTime: after.editTime?.getTime() ?? null });
}

/** The text that a post has now, as a revision. */
export function revisionOf({ version, text, spans, createTime, editTime }: StoredPost): PostRevision {
  return { version, text, spans, writeTime: editTime ?? createTime };
}

const selectRevisions = `
  select version, text, spans, write_time from post_revision
  where post_id = :postId and version < :before order by version desc limit :limit`;

/** At most `limit` of the texts that a post had before a version, newest first. */
export async function findRevisions(
  queries: Pick<Queries, 'all'>,
  postId: string,
  before: number,
  limit: number,
): Promise<PostRevision[]> {
  type Row = { version: number; text: string; spans: string; write_time: number };
  const rows = await queries.all<Row>(selectRevisions, { postId, before, limit });
  return rows.map((row) => ({
    version: row.version,
    text: row.text,
    spans: spansFromColumn(row.spans),
    writeTime: new Date(row.write_time),
  }));
}
