import { z } from 'zod';
import type { NotificationServiceImplementation } from '#gen/tertulia/notifications/v1/notification_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { parse } from '../../kit/validate.ts';
import type { NotificationsContext } from '../context.ts';
import { watchReceiver } from '../live/watch.ts';

const schema = z.object({ cursor: z.string().max(200, 'must be a cursor that this stream gave') });

export const watchNotifications =
  (context: NotificationsContext): NotificationServiceImplementation<CallExtension>['watchNotifications'] =>
  (request, call) => {
    const { cursor } = parse(schema, request);
    return watchReceiver(context, memberId(call), cursor, call.ending);
  };
