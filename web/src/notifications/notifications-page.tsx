import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Notification } from '#gen/tertulia/notifications/v1/notification.ts';
import { paths } from '../app/routes.ts';
import { newRequestId } from '../rpc/request-id.ts';
import { Empty } from '../ui/empty.tsx';
import { EndlessList } from '../ui/endless-list.tsx';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { notificationMessages } from './messages.ts';
import { notificationsQuery, unreadQuery } from './notification-cache.ts';
import { flattenNotifications } from './notification-list.ts';
import './notifications-page.css';
import { NotificationRow } from './notification-row.tsx';
import { RequestsLink } from './requests-link.tsx';
import { useMarkRead, useMarkReadOnView } from './use-mark-read.ts';

/** What others did that one wants to know. What is new keeps its mark for this visit. */
export default function NotificationsPage() {
  const query = useInfiniteQuery(notificationsQuery);
  const { data: unread = 0 } = useQuery(unreadQuery);
  const notifications = flattenNotifications(query.data);
  const newest = notifications[0]?.updateTime;
  const marking = useMarkRead();
  useMarkReadOnView(newest, unread);
  const open = ({ notificationId, read }: Notification) => {
    if (!read) marking.mutate({ requestId: newRequestId(), notificationIds: [notificationId] });
  };
  return (
    <Page
      title={notificationMessages.title}
      action={
        <div className="notification-ways">
          {unread > 0 && newest !== undefined && (
            <button
              type="button"
              className="link-button"
              disabled={marking.isPending}
              onClick={() => marking.mutate({ requestId: newRequestId(), upToUpdateTime: newest })}
            >
              {notificationMessages.markAll}
            </button>
          )}
          <Link href={paths.notificationPreferences}>{notificationMessages.preferencesLink}</Link>
        </div>
      }
    >
      <RequestsLink />
      {marking.isError && <Problem error={marking.error} />}
      <EndlessList
        query={query}
        items={notifications}
        keyOf={({ notificationId }) => notificationId}
        render={(notification) => <NotificationRow notification={notification} onOpen={() => open(notification)} />}
        label={notificationMessages.list}
        empty={
          <Empty title={notificationMessages.empty}>
            <p>{notificationMessages.emptyText}</p>
          </Empty>
        }
      />
    </Page>
  );
}
