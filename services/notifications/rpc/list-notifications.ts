import { z } from 'zod';
import type { NotificationServiceImplementation } from '#gen/tertulia/notifications/v1/notification_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import type { Database } from '../../kit/database/database.ts';
import { pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { NotificationsContext } from '../context.ts';
import { notificationToProto } from '../convert.ts';
import { seesNotification, type ViewedNotification } from '../domain/notification.ts';
import { readPage } from '../store/viewed-store.ts';

const schema = z.object({ pageSize, pageToken });

/** Sorts after every id. */
const newest = '~';
/** How many notifications are read at a time where many are hidden. */
const batchLimit = 101;

export const listNotifications =
  ({ database }: NotificationsContext): NotificationServiceImplementation<CallExtension>['listNotifications'] =>
  async (request, call) => {
    const { pageSize, pageToken } = parse(schema, request);
    const receiverId = memberId(call);
    const list = ['ListNotifications', receiverId];
    const [before = newest] = readPageToken(list, pageToken) ?? [];
    const visible = await readVisiblePage(database, receiverId, String(before), pageSize + 1);
    const notifications = visible.slice(0, pageSize);
    const last = visible.length > pageSize ? notifications.at(-1) : undefined;
    return {
      notifications: notifications.map(notificationToProto),
      nextPageToken: last ? writePageToken(list, [last.notificationId]) : '',
    };
  };

/** The newest visible notifications before an id: `size` of them, or fewer where the list ends. */
async function readVisiblePage(
  database: Database,
  receiverId: string,
  before: string,
  size: number,
): Promise<ViewedNotification[]> {
  const visible: ViewedNotification[] = [];
  for (let cursor: string | undefined = before, limit = size; cursor !== undefined && visible.length < size; ) {
    const page = await readPage(database, receiverId, cursor, limit);
    visible.push(...page.filter(seesNotification));
    cursor = page.length < limit ? undefined : page.at(-1)?.notificationId;
    limit = batchLimit;
  }
  return visible.slice(0, size);
}
