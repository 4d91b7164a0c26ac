import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { NotificationKind } from '#gen/tertulia/notifications/v1/notification.ts';
import {
  NotificationPeople,
  type NotificationPreferences,
} from '#gen/tertulia/notifications/v1/notification_preferences.ts';
import { createFormIntent } from '../rpc/request-id.ts';
import { Check } from '../ui/check.tsx';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { showToast } from '../ui/toast.tsx';
import { notificationMessages } from './messages.ts';
import { notificationsQuery, unreadQuery } from './notification-cache.ts';
import { preferences } from './notification-clients.ts';
import { PreferencesPreview } from './preferences-preview.tsx';
import './preferences-page.css';

const peopleToChoose = [
  NotificationPeople.NOTIFICATION_PEOPLE_ALL,
  NotificationPeople.NOTIFICATION_PEOPLE_FOLLOWED,
  NotificationPeople.NOTIFICATION_PEOPLE_MUTUALS,
  NotificationPeople.NOTIFICATION_PEOPLE_NOBODY,
];

/** Whose acts one wants to be told of, with what that would have hidden last week. */
export default function PreferencesPage() {
  const query = useQuery({
    queryKey: ['notification preferences'],
    queryFn: async ({ signal }) => (await preferences.getNotificationPreferences({}, { signal })).preferences,
    staleTime: 0,
    refetchOnMount: 'always',
  });
  return (
    <Page title={notificationMessages.preferencesTitle}>
      <p className="page-intro">{notificationMessages.preferencesIntro}</p>
      {query.isFetching && !query.isError && <Skeleton />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {!query.isFetching && query.data && <Form saved={toRequest(query.data)} />}
    </Page>
  );
}

function Form({ saved }: { saved: NotificationPreferences }) {
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(saved);
  const [intent] = useState(() => createFormIntent());
  const mutation = useMutation({
    mutationFn: () =>
      preferences.updateNotificationPreferences({
        requestId: intent.idFor(draft),
        preferences: draft,
        updateMask: ['kind_preferences', 'requests_from_strangers'],
      }),
    async onSuccess() {
      intent.done();
      showToast(notificationMessages.saved);
      await queryClient.invalidateQueries({ queryKey: unreadQuery.queryKey });
      await queryClient.invalidateQueries({ queryKey: notificationsQuery.queryKey, refetchType: 'none' });
    },
  });

  function save(event: FormEvent): void {
    event.preventDefault();
    mutation.mutate();
  }
  const choose = (kind: NotificationKind, people: NotificationPeople) =>
    setDraft({
      ...draft,
      kindPreferences: draft.kindPreferences.map((each) => (each.kind === kind ? { kind, people } : each)),
    });

  return (
    <>
      <Section title={notificationMessages.kinds}>
        <form className="form preferences" onSubmit={save}>
          <div className="preferences-kinds">
            {draft.kindPreferences.map(({ kind, people }) => (
              <Select
                key={kind}
                label={notificationMessages.kind[kind]}
                value={people}
                options={peopleToChoose.map((each) => [each, notificationMessages.people[each]])}
                onChange={(chosen) => choose(kind, chosen)}
              />
            ))}
          </div>
          <Check
            label={notificationMessages.strangers}
            checked={draft.requestsFromStrangers}
            onChange={(requestsFromStrangers) => setDraft({ ...draft, requestsFromStrangers })}
          />
          {mutation.isError && <Problem error={mutation.error} />}
          <div>
            <button type="submit" className="button" disabled={mutation.isPending}>
              {notificationMessages.save}
            </button>
          </div>
        </form>
      </Section>
      <Section title={notificationMessages.preview}>
        <PreferencesPreview draft={draft} />
      </Section>
    </>
  );
}

/** What may be sent back: new sign-ins are always told. */
function toRequest({ kindPreferences, requestsFromStrangers }: NotificationPreferences): NotificationPreferences {
  const choosable = kindPreferences.filter(({ kind }) => kind !== NotificationKind.NOTIFICATION_KIND_NEW_SIGN_IN);
  return { kindPreferences: choosable, requestsFromStrangers };
}
