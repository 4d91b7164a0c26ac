import { z } from 'zod';
import {
  type EngagementServiceImplementation,
  RemoveBookmarkRequest,
  RemoveBookmarkResponse,
} from '#gen/tertulia/posts/v1/engagement_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { removeBookmark as removeBookmarkOf } from '../store/bookmark-store.ts';

const schema = z.object({ requestId, postId: id });

const types = { request: RemoveBookmarkRequest, response: RemoveBookmarkResponse };

export const removeBookmark =
  (context: PostsContext): EngagementServiceImplementation<CallExtension>['removeBookmark'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const { postId } = request;
    const accountId = memberId(call);
    return once(context.database, call, request, types, async (tx) => {
      // Also of a post that the caller may see no longer: it answers alike.
      await removeBookmarkOf(tx, { postId, accountId });
      context.posts.bookmarksChanged(tx, accountId);
      return {};
    });
  };
