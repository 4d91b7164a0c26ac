import type { Transaction } from '../../kit/database/database.ts';
import { InvalidRequest } from '../../kit/errors.ts';
import { SessionHasEnded } from '../../kit/mesh-errors.ts';
import type { ProfileContext } from '../context.ts';
import { isVisible, type Profile } from '../domain/account.ts';
import { AccountNotFound } from '../domain/errors.ts';
import { accountExists } from '../store/account-store.ts';
import { findProfile } from '../store/profile-store.ts';

/** An account that the viewer may know of; any other fails with ACCOUNT_NOT_FOUND. */
export async function findSeenProfile(
  queries: Pick<ProfileContext['database'], 'all' | 'get'>,
  viewerId: string | undefined,
  accountId: string,
): Promise<Profile> {
  return requireSeen(viewerId, await findProfile(queries, viewerId, accountId));
}

export function requireSeen(viewerId: string | undefined, profile: Profile | undefined): Profile {
  if (!profile || !isVisible(viewerId, profile)) throw new AccountNotFound();
  return profile;
}

/**
 * The other account of a change of the graph, as the caller sees it. The caller's
 * own may be gone already: its deletion reaches the check of tokens a moment later.
 */
export async function findCounterpart(tx: Transaction, callerId: string, accountId: string): Promise<Profile> {
  if (!(await accountExists(tx, callerId))) throw new SessionHasEnded();
  return findSeenProfile(tx, callerId, accountId);
}

/** One neither follows nor blocks oneself, nor the like. */
export function refuseOneself(callerId: string, accountId: string, field = 'account_id'): void {
  if (callerId === accountId) {
    throw new InvalidRequest([{ field, description: 'must be another account than your own' }]);
  }
}
