import { z } from 'zod';
import {
  type EngagementServiceImplementation,
  RepostPostRequest,
  RepostPostResponse,
} from '#gen/tertulia/posts/v1/engagement_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { findAnswer, once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { PostNotFound, PostNotShareable } from '../domain/errors.ts';
import { isShareable } from '../domain/post.ts';
import { repost } from '../events/repost.ts';
import { sourcesIn } from '../store/post-sources.ts';
import { viewOne } from '../store/view-posts.ts';
import { learnCaller } from './ask-profile.ts';

const schema = z.object({ requestId, postId: id });

const types = { request: RepostPostRequest, response: RepostPostResponse };

export const repostPost =
  (context: PostsContext): EngagementServiceImplementation<CallExtension>['repostPost'] =>
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
      const sources = sourcesIn(tx);
      const post = await viewOne(sources, accountId, postId);
      if (!post) throw new PostNotFound();
      if (!post.viewerReposted && !isShareable(post.post)) throw new PostNotShareable();
      const { traceparent } = call;
      const { authorId } = post;
      const isThere = await repost(context, { tx, traceparent }, { postId, authorId, accountId }, context.now());
      if (!isThere) throw new PostNotFound();
      const after = await viewOne(sourcesIn(tx), accountId, postId);
      return { repostCount: after?.counts.reposts ?? 0 };
    });
  };
