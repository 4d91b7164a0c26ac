import { z } from 'zod';
import type { ThreadServiceImplementation } from '#gen/tertulia/comments/v1/thread_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { id } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { viewThread } from '../view/view-thread.ts';
import { readAfterLearning } from './learn-post.ts';

const schema = z.object({ postId: id });

export const getThread =
  (context: CommentsContext): ThreadServiceImplementation<CallExtension>['getThread'] =>
  async (request, call) => {
    const { postId } = parse(schema, request);
    const { database: queries, people } = context;
    const read = () => viewThread({ people, queries }, viewerId(call), postId);
    const { thread } = await readAfterLearning(context, call, postId, read);
    return { thread };
  };
