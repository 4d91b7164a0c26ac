import type { Card } from '../../audience/replica/people-store.ts';
import type { Call } from '../../kit/call.ts';
import { calleeFailure } from '../../kit/callee-failure.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { SessionHasEnded } from '../../kit/mesh-errors.ts';
import type { PostsContext } from '../context.ts';
import { learnPeople } from '../store/account-store.ts';

/** Learns the caller's card, so that whoever is counted is listed too. Fails as `askForAuthor`. */
export async function learnCaller(context: PostsContext, call: Call, accountId: string): Promise<void> {
  const card = await askForAuthor(context, call, accountId);
  await context.database.write((tx) => keepLearned(context, tx, [card]));
}

/** Keeps in a transaction who was learned of. */
export async function keepLearned({ people }: PostsContext, tx: Transaction, cards: readonly Card[]): Promise<void> {
  await learnPeople(tx, cards);
  for (const card of cards) tx.afterCommit(() => people.cardChanged(card));
}

/** Profile's log has not told of the author yet: they signed up a moment ago, or are gone. */
export class AuthorUnknown extends Error {}

/** Asks profile for the caller's own card. Fails if profile is down, or no longer knows them. */
export async function askForAuthor(context: PostsContext, call: Call, accountId: string): Promise<Card> {
  const { profile } = await askForProfile(context, call, accountId);
  if (!profile) throw new SessionHasEnded();
  return { accountId, handle: profile.handle, displayName: profile.displayName, private: profile.private };
}

async function askForProfile({ profile, logger }: PostsContext, call: Call, accountId: string) {
  try {
    const { results } = await profile.batchGetProfiles({ accountIds: [accountId] }, call.forward);
    return { profile: results[0]?.profile };
  } catch (error) {
    call.signal.throwIfAborted();
    logger.warn({ err: error, traceparent: call.traceparent }, 'profile did not answer for a new author');
    throw calleeFailure(error, 'profile must be asked for a new author, and does not answer');
  }
}
