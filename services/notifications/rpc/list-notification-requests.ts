import { z } from 'zod';
import type { NotificationRequestServiceImplementation } from '#gen/tertulia/notifications/v1/notification_request_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { pageSize, pageToken } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { NotificationsContext } from '../context.ts';
import { notificationToProto } from '../convert.ts';
import { listWaiting } from '../store/request-store.ts';
import { readSingles } from '../store/viewed-store.ts';
import { readPagePlace, writePagePlace } from './page-place.ts';

const schema = z.object({ pageSize, pageToken });

export const listNotificationRequests =
  ({
    database,
    eventLog,
  }: NotificationsContext): NotificationRequestServiceImplementation<CallExtension>['listNotificationRequests'] =>
  async (request, call) => {
    const { pageSize, pageToken } = parse(schema, request);
    const receiverId = memberId(call);
    const list = ['ListNotificationRequests', receiverId];
    const place = await readPagePlace(eventLog, list, pageToken);
    const found = await listWaiting(database, { receiverId, ...place, limit: pageSize + 1 });
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
      nextPageToken: writePagePlace(list, place.head, last && { time: last.listTime, id: last.actorId }),
    };
  };
