import type { EventLog } from '../../kit/events/event-log.ts';

/** What the handlers of events need beside their transaction. */
export interface Teller {
  readonly eventLog: EventLog;
  /** Milliseconds since the epoch: mutes end by themselves. */
  readonly now: () => number;
}
