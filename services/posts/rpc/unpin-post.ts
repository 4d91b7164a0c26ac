import { z } from 'zod';
import {
  type EngagementServiceImplementation,
  UnpinPostRequest,
  UnpinPostResponse,
} from '#gen/tertulia/posts/v1/engagement_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { PostNotFound } from '../domain/errors.ts';
import { removePin } from '../store/pin-store.ts';
import { sourcesIn } from '../store/post-sources.ts';
import { viewOne } from '../store/view-posts.ts';

const schema = z.object({ requestId, postId: id });

const types = { request: UnpinPostRequest, response: UnpinPostResponse };

export const unpinPost =
  (context: PostsContext): EngagementServiceImplementation<CallExtension>['unpinPost'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const { postId } = request;
    const accountId = memberId(call);
    return once(context.database, call, request, types, async (tx) => {
      const post = await viewOne(sourcesIn(tx), accountId, postId);
      if (post?.authorId !== accountId) throw new PostNotFound();
      await removePin(tx, { postId, authorId: accountId });
      context.posts.postChanged(tx, postId);
      return {};
    });
  };
