import { z } from 'zod';
import {
  AcceptNotificationRequestRequest,
  AcceptNotificationRequestResponse,
  DismissNotificationRequestRequest,
  DismissNotificationRequestResponse,
  type NotificationRequestServiceImplementation,
} from '#gen/tertulia/notifications/v1/notification_request_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { NotificationsContext } from '../context.ts';
import { NotificationRequestNotFound } from '../domain/errors.ts';
import { reconsider } from '../events/notify.ts';
import { countUnreadOf } from '../store/notification-store.ts';
import { findNewestWaiting, putAnswer } from '../store/request-store.ts';

type Implementation = NotificationRequestServiceImplementation<CallExtension>;

const schema = z.object({ requestId, accountId: id });
const accepting = { request: AcceptNotificationRequestRequest, response: AcceptNotificationRequestResponse };
const dismissing = { request: DismissNotificationRequestRequest, response: DismissNotificationRequestResponse };

export const acceptNotificationRequest =
  (context: NotificationsContext): Implementation['acceptNotificationRequest'] =>
  async (request, call) => {
    const { requestId, accountId: actorId } = parse(schema, request);
    const receiverId = memberId(call);
    return once(context.database, call, { ...request, requestId }, accepting, async (tx) => {
      await answer(context, tx, { receiverId, actorId, accepted: true });
      return { unreadCount: await countUnreadOf(tx, receiverId) };
    });
  };

export const dismissNotificationRequest =
  (context: NotificationsContext): Implementation['dismissNotificationRequest'] =>
  async (request, call) => {
    const { requestId, accountId: actorId } = parse(schema, request);
    const receiverId = memberId(call);
    return once(context.database, call, { ...request, requestId }, dismissing, async (tx) => {
      await answer(context, tx, { receiverId, actorId, accepted: false });
      return {};
    });
  };

/** What waits is accepted, or dismissed up to the newest of it. */
async function answer(
  context: NotificationsContext,
  tx: Transaction,
  { receiverId, actorId, accepted }: { receiverId: string; actorId: string; accepted: boolean },
): Promise<void> {
  const newest = await findNewestWaiting(tx, receiverId, actorId);
  if (newest === undefined) throw new NotificationRequestNotFound();
  await putAnswer(tx, { receiverId, actorId, accepted, dismissedTime: accepted ? 0 : newest });
  await reconsider(context, tx, { pairs: [[receiverId, actorId]] });
}
