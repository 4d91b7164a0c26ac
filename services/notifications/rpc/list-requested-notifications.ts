import { z } from 'zod';
import type { NotificationRequestServiceImplementation } from '#gen/tertulia/notifications/v1/notification_request_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { NotificationsContext } from '../context.ts';
import { notificationToProto } from '../convert.ts';
import { readRequested } from '../store/kept-facts.ts';
import { readSingles } from '../store/viewed-store.ts';

const schema = z.object({ accountId: id, pageSize, pageToken });

export const listRequestedNotifications =
  ({
    database,
  }: NotificationsContext): NotificationRequestServiceImplementation<CallExtension>['listRequestedNotifications'] =>
  async (request, call) => {
    const { accountId, pageSize, pageToken } = parse(schema, request);
    const receiverId = memberId(call);
    const list = ['ListRequestedNotifications', receiverId, accountId];
    const [time = Number.MAX_SAFE_INTEGER, actId = 0] = readPageToken(list, pageToken) ?? [];
    const from = { receiverId, actorId: accountId, time: Number(time), actId: Number(actId), limit: pageSize + 1 };
    const found = await readRequested(database, from);
    const page = found.slice(0, pageSize);
    const last = found.length > pageSize ? page.at(-1) : undefined;
    const notifications = await readSingles(
      database,
      page.map((act) => act.actId),
    );
    return {
      notifications: notifications.map(notificationToProto),
      nextPageToken: last ? writePageToken(list, [last.createTime.getTime(), last.actId]) : '',
    };
  };
