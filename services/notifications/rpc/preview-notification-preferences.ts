import { z } from 'zod';
import type { NotificationPreferencesServiceImplementation } from '#gen/tertulia/notifications/v1/notification_preferences_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { parse } from '../../kit/validate.ts';
import type { NotificationsContext } from '../context.ts';
import { kindToProto, notificationToProto } from '../convert.ts';
import { kinds, type NotificationKind } from '../domain/act.ts';
import { placeOf, type Settings } from '../domain/place.ts';
import { noPreferences } from '../domain/preferences.ts';
import { type KeptFacts, readSince } from '../store/kept-facts.ts';
import { readSettings } from '../store/settings-store.ts';
import { readSingles } from '../store/viewed-store.ts';
import { choosable, preferencesField, withKinds } from './preferences-fields.ts';

const schema = z.object({ preferences: preferencesField });

const previewedMs = 7 * 24 * 60 * 60 * 1_000;
/** How many acts one preview looks at. */
const actLimit = 5_000;
const exampleLimit = 3;

export const previewNotificationPreferences =
  ({
    database,
    now,
  }: NotificationsContext): NotificationPreferencesServiceImplementation<CallExtension>['previewNotificationPreferences'] =>
  async (request, call) => {
    const { preferences: asked } = parse(schema, { preferences: choosable(request.preferences) });
    const receiverId = memberId(call);
    const sinceTime = new Date(now() - previewedMs);
    const acts = await readSince(database, receiverId, sinceTime.getTime(), actLimit + 1);
    const { preferences: own, mutes } = (await readSettings(database, [receiverId])).get(receiverId) ?? {
      preferences: noPreferences,
      mutes: undefined,
    };
    const tried = { ...withKinds(own, asked), requestsFromStrangers: asked.requestsFromStrangers };
    const hidden = hiddenBy(acts.slice(0, actLimit), { preferences: tried, mutes }, now());
    const examples = await readSingles(
      database,
      [...hidden.values()].flatMap((facts) => facts.slice(0, exampleLimit).map(({ actId }) => actId)),
    );
    return {
      hidden: kinds.flatMap((kind) => {
        const some = hidden.get(kind) ?? [];
        if (some.length === 0) return [];
        return {
          kind: kindToProto(kind),
          hiddenCount: some.length,
          requestCount: some.filter(({ tried }) => tried === 'request').length,
          examples: examples.filter((example) => example.kind === kind).map(notificationToProto),
        };
      }),
      sinceTime,
      incomplete: acts.length > actLimit,
    };
  };

/** What settings keep from the notifications that without preferences would be there, by kind, newest first. */
function hiddenBy(acts: readonly KeptFacts[], settings: Settings, now: number) {
  const hidden = new Map<NotificationKind, (KeptFacts & { tried: 'request' | 'hidden' })[]>();
  for (const facts of acts) {
    if (placeOf(facts, { ...settings, preferences: noPreferences }, now) !== 'main') continue;
    const tried = placeOf(facts, settings, now);
    if (tried !== 'main') hidden.set(facts.kind, [...(hidden.get(facts.kind) ?? []), { ...facts, tried }]);
  }
  return hidden;
}
