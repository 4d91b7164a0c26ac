import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { NotificationPreferences } from '#gen/tertulia/notifications/v1/notification_preferences.ts';
import { Problem } from '../ui/problem.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { notificationMessages } from './messages.ts';
import { preferences } from './notification-clients.ts';
import { NotificationRow } from './notification-row.tsx';

/** What preferences would have hidden in the last seven days: how many of each kind, and examples. */
export function PreferencesPreview({ draft }: { draft: NotificationPreferences }) {
  const query = useQuery({
    queryKey: ['notification preview', draft],
    queryFn: ({ signal }) => preferences.previewNotificationPreferences({ preferences: draft }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
  if (query.isError) return <Problem error={query.error} onRetry={() => query.refetch()} />;
  if (query.data === undefined) return <Skeleton rows={1} />;
  const { hidden, incomplete } = query.data;
  return (
    <div aria-live="polite" aria-busy={query.isFetching}>
      {hidden.length === 0 && <p className="section-none">{notificationMessages.previewNothing}</p>}
      {hidden.map(({ kind, hiddenCount, requestCount, examples }) => (
        <div key={kind} className="preview-kind">
          <p>
            <strong>{notificationMessages.kind[kind]}</strong>
            <span>{notificationMessages.hidden(hiddenCount, requestCount)}</span>
          </p>
          <ul aria-label={`${notificationMessages.kind[kind]}: ${notificationMessages.examples}`}>
            {examples.map((example) => (
              <li key={example.notificationId}>
                <NotificationRow notification={{ ...example, read: true }} />
              </li>
            ))}
          </ul>
        </div>
      ))}
      {incomplete && <p className="section-none">{notificationMessages.previewIncomplete}</p>}
    </div>
  );
}
