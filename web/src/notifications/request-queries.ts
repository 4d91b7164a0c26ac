import { listPages } from '../rpc/list-pages.ts';
import { notificationRequests } from './notification-clients.ts';

/** Whose acts wait to be accepted or dismissed. */
export const requestsQuery = {
  ...listPages(['notification requests'], (page, options) =>
    notificationRequests.listNotificationRequests(page, options),
  ),
  staleTime: 0,
};

/** What waits of one person. */
export function requestedQuery(accountId: string) {
  return listPages(['requested notifications', accountId], (page, options) =>
    notificationRequests.listRequestedNotifications({ accountId, ...page }, options),
  );
}
