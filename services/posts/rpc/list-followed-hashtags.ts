import type { HashtagServiceImplementation } from '#gen/tertulia/posts/v1/hashtag_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import type { PostsContext } from '../context.ts';
import { findFollowedHashtags } from '../store/hashtag-store.ts';

export const listFollowedHashtags =
  ({ database }: PostsContext): HashtagServiceImplementation<CallExtension>['listFollowedHashtags'] =>
  async (_request, call) => ({ hashtags: await findFollowedHashtags(database, memberId(call)) });
