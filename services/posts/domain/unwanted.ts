import { type Mutes, mutesPerson, mutesWords } from '../../audience/mutes/mutes.ts';
import { hashtagsOf } from '../../text/text-spans.ts';
import type { ViewedPost } from './post.ts';

/** What the reader of a list does not want in it, beside what they may not see. */
export interface Unwanted {
  post(post: ViewedPost): boolean;
  /** What this account reposts. */
  repostsOf(accountId: string): boolean;
}

/** What is unwanted by either. */
export function eitherUnwanted(one: Unwanted, other: Unwanted | undefined): Unwanted {
  if (other === undefined) return one;
  return {
    post: (post) => one.post(post) || other.post(post),
    repostsOf: (accountId) => one.repostsOf(accountId) || other.repostsOf(accountId),
  };
}

/** What of somebody's mutes counts where they look for a hashtag: all but the mute of that one. */
export function mutesBeside(mutes: Mutes | undefined, hashtag: string): Mutes | undefined {
  return mutes && { ...mutes, terms: mutes.terms.filter(({ term }) => term !== hashtag) };
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
