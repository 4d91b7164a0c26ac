import { z } from 'zod';
import {
  type EngagementServiceImplementation,
  PinPostRequest,
  PinPostResponse,
} from '#gen/tertulia/posts/v1/engagement_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { PostNotFound, TooManyPins } from '../domain/errors.ts';
import { addPin } from '../store/pin-store.ts';
import { sourcesIn } from '../store/post-sources.ts';
import { viewOne } from '../store/view-posts.ts';

const schema = z.object({ requestId, postId: id });

const types = { request: PinPostRequest, response: PinPostResponse };

export const pinPost =
  (context: PostsContext): EngagementServiceImplementation<CallExtension>['pinPost'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const { postId } = request;
    const accountId = memberId(call);
    return once(context.database, call, request, types, async (tx) => {
      const post = await viewOne(sourcesIn(tx), accountId, postId);
      if (post?.authorId !== accountId) throw new PostNotFound();
      if (!(await addPin(tx, { postId, authorId: accountId }, context.now()))) throw new TooManyPins();
      context.posts.postChanged(tx, postId);
      return {};
    });
  };
