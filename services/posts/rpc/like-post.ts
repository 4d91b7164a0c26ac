import { z } from 'zod';
import {
  type EngagementServiceImplementation,
  LikePostRequest,
  LikePostResponse,
} from '#gen/tertulia/posts/v1/engagement_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { PostNotFound } from '../domain/errors.ts';
import { seesPost } from '../domain/visibility.ts';
import { tellPostLiked } from '../events/tell-posts.ts';
import { addLike } from '../store/like-store.ts';
import { findPost } from '../store/post-store.ts';

const schema = z.object({ requestId, postId: id });

const types = { request: LikePostRequest, response: LikePostResponse };

export const likePost =
  ({ database, eventLog, now }: PostsContext): EngagementServiceImplementation<CallExtension>['likePost'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const { postId } = request;
    const accountId = memberId(call);
    return once(database, call, request, types, async (tx) => {
      const post = await findPost(tx, accountId, postId);
      if (!post || !seesPost(accountId, post)) throw new PostNotFound();
      if (!(await addLike(tx, { postId, accountId }, now()))) return { likeCount: post.likeCount };
      await tellPostLiked(eventLog, tx, { postId, authorId: post.authorId, accountId }, call.traceparent);
      return { likeCount: post.likeCount + 1 };
    });
  };
