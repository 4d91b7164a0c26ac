import { z } from 'zod';
import {
  type ThreadServiceImplementation,
  UpdateThreadRequest,
  UpdateThreadResponse,
} from '#gen/tertulia/comments/v1/thread_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { findAnswer, once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { NotPostAuthor } from '../domain/errors.ts';
import { tellThreadChanged } from '../events/tell-comments.ts';
import { putThreadRules } from '../store/thread-store.ts';
import { learnPost } from './learn-post.ts';
import { openThread } from './open-thread.ts';

const path = z.enum(['locked', 'approval_required'], 'must be locked or approval_required');

const schema = z.object({
  requestId,
  thread: z.object({ postId: id, locked: z.boolean(), approvalRequired: z.boolean() }, 'must be given'),
  updateMask: z.object({ paths: z.array(path).min(1, 'must name a field') }),
});

const types = { request: UpdateThreadRequest, response: UpdateThreadResponse };

export const updateThread =
  (context: CommentsContext): ThreadServiceImplementation<CallExtension>['updateThread'] =>
  async (message, call) => {
    const request = parse(schema, { ...message, updateMask: { paths: message.updateMask ?? [] } });
    const { postId, ...wanted } = request.thread;
    const { paths } = request.updateMask;
    const viewerId = memberId(call);
    const identified = { ...message, requestId: request.requestId };
    const first = await findAnswer(context.database, call, identified, types);
    if (first) return first;
    const answer = await learnPost(context, call, postId);
    return once(context.database, call, identified, types, async (tx) => {
      const { post, thread } = await openThread(context, tx, viewerId, postId, answer);
      if (post.authorId !== viewerId) throw new NotPostAuthor();
      const rules = {
        locked: paths.includes('locked') ? wanted.locked : post.locked,
        approvalRequired: paths.includes('approval_required') ? wanted.approvalRequired : post.approvalRequired,
      };
      if (rules.locked === post.locked && rules.approvalRequired === post.approvalRequired) return { thread };
      await putThreadRules(tx, postId, rules);
      const to = { eventLog: context.eventLog, tx, traceparent: call.traceparent };
      await tellThreadChanged(to, { postId, postAuthorId: viewerId, ...rules });
      return { thread: { ...thread, ...rules } };
    });
  };
