import { z } from 'zod';
import type { EventLogServiceImplementation } from '#gen/tertulia/events/v1/event_log_service.ts';
import type { CallExtension } from '../call.ts';
import { parse } from '../validate.ts';
import type { EventLog } from './event-log.ts';

const subscribeSchema = z.object({
  after: z.bigint().min(0n),
  types: z.array(z.string().min(1).max(200)).max(100),
  logId: z.string().max(64),
});

/** Serves an event log to the other services. */
export const eventLogService = (log: EventLog): EventLogServiceImplementation<CallExtension> => ({
  async *subscribe(request, call) {
    yield* log.subscribe(parse(subscribeSchema, request), call.signal);
  },
});
