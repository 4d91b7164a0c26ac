import { z } from 'zod';
import {
  type NotificationPreferencesServiceImplementation,
  UpdateNotificationPreferencesRequest,
  UpdateNotificationPreferencesResponse,
} from '#gen/tertulia/notifications/v1/notification_preferences_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { NotificationsContext } from '../context.ts';
import { preferencesToProto } from '../convert.ts';
import { reconsider } from '../events/notify.ts';
import { putPreferences, readPreferences } from '../store/settings-store.ts';
import { choosable, preferencesField, withKinds } from './preferences-fields.ts';

const paths = ['kind_preferences', 'requests_from_strangers'] as const;

const schema = z.object({
  requestId,
  preferences: preferencesField,
  updateMask: z.array(z.enum(paths, `must be ${paths.join(' or ')}`)),
});

const types = { request: UpdateNotificationPreferencesRequest, response: UpdateNotificationPreferencesResponse };

export const updateNotificationPreferences =
  (
    context: NotificationsContext,
  ): NotificationPreferencesServiceImplementation<CallExtension>['updateNotificationPreferences'] =>
  async (request, call) => {
    const { preferences: asked, ...message } = request;
    const parsed = parse(schema, { ...message, preferences: choosable(asked), updateMask: message.updateMask ?? [] });
    const accountId = memberId(call);
    const masked = new Set<string>(parsed.updateMask.length === 0 ? paths : parsed.updateMask);
    return once(context.database, call, { ...request, requestId: parsed.requestId }, types, async (tx) => {
      const before = await readPreferences(tx, accountId);
      const kinds = masked.has('kind_preferences') ? withKinds(before, parsed.preferences) : before;
      const requests = masked.has('requests_from_strangers') ? parsed.preferences : before;
      const preferences = { ...kinds, requestsFromStrangers: requests.requestsFromStrangers };
      await putPreferences(tx, accountId, preferences);
      await reconsider(context, tx, { receivers: [accountId] });
      return { preferences: preferencesToProto(preferences) };
    });
  };
