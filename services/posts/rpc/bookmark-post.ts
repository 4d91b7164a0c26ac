import { z } from 'zod';
import {
  BookmarkPostRequest,
  BookmarkPostResponse,
  type EngagementServiceImplementation,
} from '#gen/tertulia/posts/v1/engagement_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { PostNotFound } from '../domain/errors.ts';
import { timedId } from '../domain/timed-id.ts';
import { addBookmark } from '../store/bookmark-store.ts';
import { sourcesIn } from '../store/post-sources.ts';
import { viewOne } from '../store/view-posts.ts';

const schema = z.object({ requestId, postId: id });

const types = { request: BookmarkPostRequest, response: BookmarkPostResponse };

export const bookmarkPost =
  (context: PostsContext): EngagementServiceImplementation<CallExtension>['bookmarkPost'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const { postId } = request;
    const accountId = memberId(call);
    return once(context.database, call, request, types, async (tx) => {
      const post = await viewOne(sourcesIn(tx), accountId, postId);
      if (!post) throw new PostNotFound();
      await addBookmark(tx, { postId, accountId, bookmarkId: timedId(context.now(), postId, accountId) });
      context.posts.bookmarksChanged(tx, accountId);
      return {};
    });
  };
