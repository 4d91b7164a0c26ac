import { audienceHandlers } from '../../audience/replica/audience-handlers.ts';
import { identityHandlers } from '../../identity/identity-handlers.ts';
import type { EventHandler } from '../../kit/events/consumer.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import { onAccountDeleted } from './account-deleted.ts';
import { postHandlers } from './post-handlers.ts';
import { keepSightChanges } from './sight-handlers.ts';

/** What is kept of the logs of others. What a running service holds in memory besides is brought up to date after it. */
export function consumedLogs(eventLog: EventLog): { profile: EventHandler[]; posts: EventHandler[] } {
  return {
    profile: [...identityHandlers(), ...audienceHandlers(), onAccountDeleted(eventLog), ...keepSightChanges()],
    posts: postHandlers(),
  };
}
