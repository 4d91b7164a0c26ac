import { type Mutes, mutesPerson, mutesWords } from '../../audience/mutes/mutes.ts';
import { hashtagsOf } from '../../text/text-spans.ts';
import type { ViewedPost } from './post.ts';

/** What the reader of a list does not want in it, beside what they may not see. */
export interface Unwanted {
  post(post: ViewedPost): boolean;
  /** What this account reposts. */
  repostsOf(accountId: string): boolean;
}

/**
 * What an account mutes at some time: people with what they write and repost, people's reposts, and words, also in what is
 * quoted. Undefined if nothing: that costs nothing. One's own is never muted.
 */
export function unwantedBy(mutes: Mutes | undefined, ownId: string, now: number): Unwanted | undefined {
  if (!mutes || (mutes.people.size === 0 && mutes.reposts.size === 0 && mutes.terms.length === 0)) return undefined;
  const isMuted = (accountId: string) => accountId !== ownId && mutesPerson(mutes, accountId, now);
  const isUnwanted = ({ authorId, post }: ViewedPost) =>
    authorId !== ownId &&
    (isMuted(authorId) || mutesWords(mutes, { text: post.text, hashtags: hashtagsOf(post.spans) }, now));
  return {
    post: (post) =>
      post.authorId !== ownId && (isUnwanted(post) || (post.quoted !== undefined && isUnwanted(post.quoted))),
    repostsOf: (accountId) => isMuted(accountId) || (accountId !== ownId && mutes.reposts.has(accountId)),
  };
}
