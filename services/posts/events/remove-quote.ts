import { type QuotingPost, removeQuoteOf } from '../store/quote-store.ts';
import { type Cause, type PostWriting, quoteChanged } from './delete-post.ts';
import { tellQuoteRemoved } from './tell-posts.ts';

/** Removes from a post what it quotes, for ever, and tells of it, unless that was done before. */
export async function removeQuote(
  { eventLog, posts }: PostWriting,
  { tx, traceparent }: Cause,
  { quoted, ...quote }: QuotingPost,
): Promise<void> {
  if (!(await removeQuoteOf(tx, quote.postId))) return;
  posts.postChanged(tx, quote.postId);
  await quoteChanged(posts, tx, quoted.postId);
  await tellQuoteRemoved(eventLog, tx, quote, quoted, traceparent);
}
