import { z } from 'zod';
import type { NotificationKind } from '#gen/tertulia/notifications/v1/notification.ts';
import type {
  NotificationPeople,
  NotificationPreferences,
} from '#gen/tertulia/notifications/v1/notification_preferences.ts';
import { kindFromProto, peopleFromProto } from '../convert.ts';
import type { Preferences } from '../domain/preferences.ts';

const kindPreference = z.object({
  kind: z.custom<NotificationKind>().transform((value, context) => {
    const kind = kindFromProto(value);
    if (kind !== undefined && kind !== 'new_sign_in') return kind;
    context.addIssue({ code: 'custom', message: 'must be a kind that can be chosen' });
    return z.NEVER;
  }),
  people: z.custom<NotificationPeople>().transform((value, context) => {
    const people = peopleFromProto(value);
    if (people !== undefined) return people;
    context.addIssue({ code: 'custom', message: 'must be known people' });
    return z.NEVER;
  }),
});

/** `preferences` in a request: the kinds that it names, each once. */
export const preferencesField = z.object(
  {
    kindPreferences: z.array(kindPreference).superRefine((value, context) => {
      const kinds = value.map(({ kind }) => kind);
      if (new Set(kinds).size < kinds.length) context.addIssue({ code: 'custom', message: 'must name each kind once' });
    }),
    requestsFromStrangers: z.boolean(),
  },
  'must be set',
);

/** What an answer gave is taken in a request too: sign-ins, of which everything counts, are not asked for. */
export function choosable(preferences: NotificationPreferences | undefined): NotificationPreferences | undefined {
  if (preferences === undefined) return undefined;
  const always = ({ kind, people }: NotificationPreferences['kindPreferences'][number]) =>
    kindFromProto(kind) === 'new_sign_in' && peopleFromProto(people) === 'all';
  return { ...preferences, kindPreferences: preferences.kindPreferences.filter((one) => !always(one)) };
}

/** Preferences with those of some kinds changed. */
export function withKinds(before: Preferences, { kindPreferences }: z.infer<typeof preferencesField>): Preferences {
  const named = Object.fromEntries(kindPreferences.map(({ kind, people }) => [kind, people]));
  return { ...before, people: { ...before.people, ...named } };
}
