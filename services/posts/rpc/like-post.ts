import { z } from 'zod';
import {
  type EngagementServiceImplementation,
  LikePostRequest,
  LikePostResponse,
} from '#gen/tertulia/posts/v1/engagement_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { findAnswer, once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { PostNotFound } from '../domain/errors.ts';
import { unseen } from '../domain/post.ts';
import { tellPostLiked } from '../events/tell-posts.ts';
import { addLike } from '../store/like-store.ts';
import { viewOne } from '../store/view-posts.ts';
import { learnCaller } from './ask-profile.ts';

const schema = z.object({ requestId, postId: id });

const types = { request: LikePostRequest, response: LikePostResponse };

export const likePost =
  (context: PostsContext): EngagementServiceImplementation<CallExtension>['likePost'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const { postId } = request;
    const accountId = memberId(call);
    if (!(await context.people.cards.get(accountId))) {
      const answer = await findAnswer(context.database, call, request, types);
      if (answer) return answer;
      await learnCaller(context, call, accountId);
    }
    return once(context.database, call, request, types, async (tx) => {
      const post = await viewOne(context, accountId, postId);
      if (!post) throw new PostNotFound();
      const like = { postId, accountId };
      const change = await addLike(tx, like, context.now());
      // Deleted by a write of the same commit.
      if (!change) throw new PostNotFound();
      if (change.changed) {
        context.posts.likeChanged(tx, like);
        await tellPostLiked(context.eventLog, tx, { ...like, authorId: post.authorId }, call.traceparent);
      }
      return { likeCount: change.likeCount - unseen(post, 'likes') };
    });
  };
