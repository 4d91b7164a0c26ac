import type { Queries, Transaction } from '../../kit/database/database.ts';
import { inList } from '../../kit/database/dialect.ts';
import type { QuotedPost } from '../domain/post.ts';
import type { OwnPost } from './post-store.ts';

/** What quotes a post: as much as is needed to count for any viewer what they may see of it. */
export interface Quotes {
  /** How many are for everybody, and by whom. */
  readonly open: number;
  readonly openByAuthor: ReadonlyMap<string, number>;
  /** The posts that are not for everybody. */
  readonly others: readonly string[];
}

// A quote that is for everybody is decided by its author alone.
const selectQuotes = `
  select quoted_post_id, json_group_array(json_array(post_id, author_id, audience = 'public' and not private)) as quotes
  from post join person on person.account_id = post.author_id
  where ${inList('quoted_post_id', ':ids')} and quote_removed = 0 and delete_time is null
  group by quoted_post_id`;

type QuoteItem = [postId: string, authorId: string, isOpen: number];

/** What quotes some posts, by post. */
export async function findQuotes(
  queries: Pick<Queries, 'all'>,
  postIds: readonly string[],
): Promise<Map<string, Quotes>> {
  type Row = { quoted_post_id: string; quotes: string };
  const rows = await queries.all<Row>(selectQuotes, { ids: JSON.stringify(postIds) });
  return new Map(rows.map((row) => [row.quoted_post_id, quotesFromItems(JSON.parse(row.quotes))]));
}

function quotesFromItems(items: readonly QuoteItem[]): Quotes {
  const openByAuthor = new Map<string, number>();
  const others: string[] = [];
  for (const [postId, authorId, isOpen] of items) {
    if (isOpen) openByAuthor.set(authorId, (openByAuthor.get(authorId) ?? 0) + 1);
    else others.push(postId);
  }
  return { open: items.length - others.length, openByAuthor, others };
}

const updateCount = `
  update post set quote_count = (
    select count(*) from post as quote
    where quote.quoted_post_id = :postId and quote.quote_removed = 0 and quote.delete_time is null)
  where post_id = :postId`;

/** Counts anew what quotes a post. */
export async function countQuotes(tx: Transaction, postId: string): Promise<void> {
  await tx.run(updateCount, { postId });
}

/** What a post quotes; undefined if nothing. */
export async function findQuotedBy(queries: Pick<Queries, 'get'>, postId: string): Promise<string | undefined> {
  const sql = 'select quoted_post_id from post where post_id = :postId';
  return (await queries.get<{ quoted_post_id: string | null }>(sql, { postId }))?.quoted_post_id ?? undefined;
}

/** A post that quotes another. */
export interface QuotingPost extends OwnPost {
  readonly quoted: QuotedPost;
}

const selectQuoting = `
  select post_id, author_id, quoted_post_id, quoted_author_id from post
  where post_id = :postId and quoted_post_id is not null and delete_time is null`;

interface QuotingRow {
  post_id: string;
  author_id: string;
  quoted_post_id: string;
  quoted_author_id: string;
}

/** A post with what it quotes, or quoted before that was removed; undefined if there is no such post. */
export async function findQuoting(queries: Pick<Queries, 'get'>, postId: string): Promise<QuotingPost | undefined> {
  const row = await queries.get<QuotingRow>(selectQuoting, { postId });
  return row && quotingFromRow(row);
}

const selectQuotesBetween = `
  select post_id, author_id, quoted_post_id, quoted_author_id from post
  where (author_id, quoted_author_id) in (values (:one, :other), (:other, :one))
    and quoted_author_id is not null and quote_removed = 0 and create_time < :before
  order by post_id`;

/** What each of two people quotes of the other and wrote before some time, be it deleted for now. */
export async function findQuotesBetween(
  queries: Pick<Queries, 'all'>,
  pair: { one: string; other: string },
  before: Date,
): Promise<QuotingPost[]> {
  const rows = await queries.all<QuotingRow>(selectQuotesBetween, { ...pair, before: before.getTime() });
  return rows.map(quotingFromRow);
}

function quotingFromRow(row: QuotingRow): QuotingPost {
  const quoted = { postId: row.quoted_post_id, authorId: row.quoted_author_id };
  return { postId: row.post_id, authorId: row.author_id, quoted };
}

const removeQuoted = `
  update post set quote_removed = 1, version = version + 1
  where post_id = :postId and quoted_post_id is not null and quote_removed = 0`;

/** Removes from a post what it quotes. False if that was done before. */
export async function removeQuoteOf(tx: Transaction, postId: string): Promise<boolean> {
  return (await tx.run(removeQuoted, { postId })) > 0;
}
