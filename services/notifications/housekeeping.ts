import type { NotificationsContext } from './context.ts';
import { reconsider, tellDeleted } from './events/notify.ts';
import { deleteNotifications, findSurplus, sweepNotifications } from './store/notification-store.ts';
import { findDue, forgetDue } from './store/settings-store.ts';

type Housekeeping = Pick<NotificationsContext, 'database' | 'eventLog' | 'now' | 'logger'>;

/** How late a mute ends at most. */
const everyMs = 1_000;
/** Old notifications are deleted once in so many times. */
const tidyEvery = 300;
/** How much is done in one transaction: other writes wait for it. */
const receiversPerGo = 10;
const notificationsPerGo = 200;
/** How long a list may be paged through and stand as it stood. */
const listKeptMs = 60 * 60 * 1_000;

/** Has a look at what was muted until now, of all whose mute has ended. */
export async function endMutes(context: Housekeeping): Promise<void> {
  const now = context.now();
  for (;;) {
    const receivers = await findDue(context.database, now, receiversPerGo);
    if (receivers.length === 0) return;
    await context.database.write(async (tx) => {
      await reconsider(context, tx, { receivers });
      await forgetDue(tx, receivers, now);
    });
  }
}

/** Deletes the oldest notifications of those who have more than are kept, and what is left of taken back ones. */
export async function tidyUp(context: Housekeeping): Promise<void> {
  const { database, now } = context;
  for (;;) {
    const surplus = await findSurplus(database, notificationsPerGo);
    if (surplus.length === 0) break;
    await database.write(async (tx) => tellDeleted(context, tx, await deleteNotifications(tx, surplus)));
  }
  await database.write((tx) => sweepNotifications(tx, now() - listKeptMs));
}

/** Keeps house until it is disposed. */
export function startHousekeeping(context: Housekeeping): AsyncDisposable {
  let turn = 0;
  let running: Promise<void> | undefined;
  const keep = async () => {
    try {
      await endMutes(context);
      if (turn++ % tidyEvery === 0) await tidyUp(context);
    } catch (error) {
      context.logger.error({ err: error }, 'housekeeping failed; it is tried again');
    }
    running = undefined;
  };
  const timer = setInterval(() => {
    running ??= keep();
  }, everyMs);
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await running;
    },
  };
}
