import { z } from 'zod';
import {
  MuteThreadRequest,
  MuteThreadResponse,
  type ThreadServiceImplementation,
  UnmuteThreadRequest,
  UnmuteThreadResponse,
} from '#gen/tertulia/comments/v1/thread_service.ts';
import { type Call, type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { findAnswer, type OnceTypes, once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { tellThreadMuted, tellThreadUnmuted } from '../events/tell-comments.ts';
import { addMute, removeMute } from '../store/thread-store.ts';
import { openAccount } from './accounts.ts';
import { learnPost } from './learn-post.ts';
import { openThread } from './open-thread.ts';

const schema = z.object({ requestId, postId: id });

interface Change {
  readonly types: OnceTypes<MuteThreadRequest, MuteThreadResponse>;
  readonly apply: typeof addMute;
  readonly tell: typeof tellThreadMuted;
}

export const muteThread = (context: CommentsContext): ThreadServiceImplementation<CallExtension>['muteThread'] => {
  const types = { request: MuteThreadRequest, response: MuteThreadResponse };
  return (request, call) => change(context, request, call, { types, apply: addMute, tell: tellThreadMuted });
};

export const unmuteThread = (context: CommentsContext): ThreadServiceImplementation<CallExtension>['unmuteThread'] => {
  const types = { request: UnmuteThreadRequest, response: UnmuteThreadResponse };
  return (request, call) => change(context, request, call, { types, apply: removeMute, tell: tellThreadUnmuted });
};

async function change(
  context: CommentsContext,
  message: MuteThreadRequest | UnmuteThreadRequest,
  call: Call,
  { types, apply, tell }: Change,
) {
  const request = parse(schema, message);
  const { postId } = request;
  const accountId = memberId(call);
  const first = await findAnswer(context.database, call, request, types);
  if (first) return first;
  const answer = await learnPost(context, call, postId);
  return once(context.database, call, request, types, async (tx) => {
    await openAccount(tx, accountId);
    await openThread(context, tx, accountId, postId, answer);
    const to = { eventLog: context.eventLog, tx, traceparent: call.traceparent };
    if (await apply(tx, { postId, accountId })) await tell(to, { postId, accountId });
    return {};
  });
}
