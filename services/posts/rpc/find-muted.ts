import type { PostsContext } from '../context.ts';
import { mutesBeside, type Unwanted, unwantedBy } from '../domain/unwanted.ts';

/** What somebody mutes now, or nobody; where they look for a hashtag, without that one. Undefined if nothing. */
export async function findMuted(
  context: PostsContext,
  viewerId: string | undefined,
  hashtag?: string,
): Promise<Unwanted | undefined> {
  if (viewerId === undefined) return undefined;
  const mutes = await context.mutes.get(viewerId);
  const counting = hashtag === undefined ? mutes : mutesBeside(mutes, hashtag);
  return unwantedBy(counting, viewerId, context.now().getTime());
}
