import { z } from 'zod';
import type { NotificationRequestServiceImplementation } from '#gen/tertulia/notifications/v1/notification_request_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { NotificationsContext } from '../context.ts';
import { notificationToProto } from '../convert.ts';
import { listWaiting } from '../store/request-store.ts';
import { readSingles } from '../store/viewed-store.ts';

const schema = z.object({ pageSize, pageToken });

export const listNotificationRequests =
  ({
    database,
  }: NotificationsContext): NotificationRequestServiceImplementation<CallExtension>['listNotificationRequests'] =>
  async (request, call) => {
    const { pageSize, pageToken } = parse(schema, request);
    const receiverId = memberId(call);
    const list = ['ListNotificationRequests', receiverId];
    const [time = Number.MAX_SAFE_INTEGER, id = '~'] = readPageToken(list, pageToken) ?? [];
    const from = { receiverId, time: Number(time), id: String(id), limit: pageSize + 1 };
    const found = await listWaiting(database, from);
    const page = found.slice(0, pageSize);
    const last = found.length > pageSize ? page.at(-1) : undefined;
    const newest = await readSingles(
      database,
      page.map(({ newestActId }) => newestActId),
    );
    const byActor = new Map(newest.map((one) => [one.actors[0]?.accountId, one]));
    return {
      requests: page.flatMap(({ actorId, count, firstTime }) => {
        const one = byActor.get(actorId);
        if (!one) return [];
        const account = one.actors[0];
        const createTime = new Date(firstTime);
        return { account, notificationCount: count, newest: notificationToProto(one), createTime };
      }),
      nextPageToken: last ? writePageToken(list, [last.firstTime, last.actorId]) : '',
    };
  };
