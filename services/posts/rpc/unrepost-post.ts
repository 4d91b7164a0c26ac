import { z } from 'zod';
import {
  type EngagementServiceImplementation,
  UnrepostPostRequest,
  UnrepostPostResponse,
} from '#gen/tertulia/posts/v1/engagement_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { PostNotFound } from '../domain/errors.ts';
import { unrepost } from '../events/repost.ts';
import { sourcesIn } from '../store/post-sources.ts';
import { viewOne } from '../store/view-posts.ts';

const schema = z.object({ requestId, postId: id });

const types = { request: UnrepostPostRequest, response: UnrepostPostResponse };

export const unrepostPost =
  (context: PostsContext): EngagementServiceImplementation<CallExtension>['unrepostPost'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const { postId } = request;
    const accountId = memberId(call);
    return once(context.database, call, request, types, async (tx) => {
      const post = await viewOne(sourcesIn(tx), accountId, postId);
      if (!post) throw new PostNotFound();
      const { traceparent } = call;
      await unrepost(context, { tx, traceparent }, { postId, authorId: post.authorId, accountId });
      const after = await viewOne(sourcesIn(tx), accountId, postId);
      return { repostCount: after?.counts.reposts ?? 0 };
    });
  };
