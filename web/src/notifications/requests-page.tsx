import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { NotificationRequest } from '#gen/tertulia/notifications/v1/notification_request.ts';
import { PersonRow } from '../profile/person-row.tsx';
import { Empty } from '../ui/empty.tsx';
import { EndlessList } from '../ui/endless-list.tsx';
import { Page } from '../ui/page.tsx';
import { RowActions } from '../ui/row-actions.tsx';
import { notificationMessages } from './messages.ts';
import { notificationsQuery, unreadQuery } from './notification-cache.ts';
import { notificationRequests } from './notification-clients.ts';
import { NotificationRow } from './notification-row.tsx';
import { requestedQuery, requestsQuery } from './request-queries.ts';
import './requests-page.css';

/** What people whom one does not follow did, which waits to be accepted or dismissed. */
export default function NotificationRequestsPage() {
  const query = useInfiniteQuery(requestsQuery);
  return (
    <Page title={notificationMessages.requestsTitle}>
      <p className="page-intro">{notificationMessages.requestsIntro}</p>
      <EndlessList
        query={query}
        items={query.data?.pages.flatMap((page) => page.requests) ?? []}
        keyOf={({ account }) => account?.accountId ?? ''}
        render={(request) => <RequestRow request={request} />}
        label={notificationMessages.requestsTitle}
        empty={<Empty title={notificationMessages.noRequests} />}
      />
    </Page>
  );
}

function RequestRow({ request: { account, newest, notificationCount } }: { request: NotificationRequest }) {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const listId = useId();
  if (account === undefined) return null;
  const { accountId, displayName } = account;

  async function accept(requestId: string): Promise<void> {
    const { unreadCount } = await notificationRequests.acceptNotificationRequest({ requestId, accountId });
    queryClient.setQueryData(unreadQuery.queryKey, unreadCount);
    void queryClient.invalidateQueries({ queryKey: notificationsQuery.queryKey, refetchType: 'none' });
  }

  return (
    <div className="notification-request">
      <PersonRow person={account} note={notificationMessages.requestCount(notificationCount)}>
        <RowActions
          of={displayName}
          actions={[
            { label: notificationMessages.accept, outcome: notificationMessages.accepted, run: accept },
            {
              label: notificationMessages.dismiss,
              outcome: notificationMessages.dismissed,
              quiet: true,
              run: (requestId) => notificationRequests.dismissNotificationRequest({ requestId, accountId }),
            },
          ]}
        />
      </PersonRow>
      <div className="notification-request-what">
        {!open && newest !== undefined && (
          <p className="notification-request-newest" dir="auto">
            {newest.snippet}
          </p>
        )}
        <button
          type="button"
          className="link-button"
          aria-expanded={open}
          aria-controls={listId}
          aria-label={`${open ? notificationMessages.hideRequested : notificationMessages.showRequested}: ${displayName}`}
          onClick={() => setOpen(!open)}
        >
          {open ? notificationMessages.hideRequested : notificationMessages.showRequested}
        </button>
      </div>
      <div id={listId}>{open && <Requested accountId={accountId} label={displayName} />}</div>
    </div>
  );
}

function Requested({ accountId, label }: { accountId: string; label: string }) {
  const query = useInfiniteQuery(requestedQuery(accountId));
  return (
    <EndlessList
      query={query}
      items={query.data?.pages.flatMap((page) => page.notifications) ?? []}
      keyOf={({ notificationId }) => notificationId}
      render={(notification) => <NotificationRow notification={{ ...notification, read: true }} />}
      label={label}
      empty={null}
    />
  );
}
