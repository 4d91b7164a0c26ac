import type { Queries, Transaction } from '../../kit/database/database.ts';
import { type SuggestionReason, suggestionReasons } from '../domain/suggestion.ts';

type Reader = Pick<Queries, 'all'>;

// How much is looked at, so that no viewer's suggestions are slow: the newest of each.
const followersLookedAt = 500;
const placesLookedAt = 500;
const followedLookedAt = 100;
/** Who follows more than this says little by one of these follows. */
const mostFollows = 1_000;
const popularLookedAt = 300;

/** SQL: the account is one that may be suggested to the viewer at all. */
const suggestible = (account: string) => `
  ${account} <> :viewer
  and not exists (select 1 from follow where follower_id = :viewer and followee_id = ${account})
  and not exists (select 1 from follow_request where requester_id = :viewer and target_id = ${account})
  and not exists (select 1 from block where blocker_id = :viewer and blocked_id = ${account})
  and not exists (select 1 from block where blocker_id = ${account} and blocked_id = :viewer)
  and not exists (
    select 1 from mute where muter_id = :viewer and muted_id = ${account}
      and (expire_time is null or expire_time > :now))
  and not exists (select 1 from suggestion_dismissal where account_id = :viewer and dismissed_id = ${account})`;

const selects: Record<SuggestionReason, string> = {
  'follows-you': `
    select account_id from (
      select follower_id as account_id, follow_id from follow
      where followee_id = :viewer order by follow_id desc limit ${followersLookedAt}) found
    where ${suggestible('found.account_id')}
    order by follow_id desc limit :limit`,
  'in-your-circle': `
    select account_id from (
      select member_id as account_id, max(entry_id) as entry_id from circle_member
      where owner_id = :viewer group by member_id order by entry_id desc limit ${placesLookedAt}) found
    where ${suggestible('found.account_id')}
    order by entry_id desc limit :limit`,
  'followed-by-followed': `
    select account_id from (
      select theirs.followee_id as account_id, count(*) as count
      from (
        select mine.followee_id as account_id from follow mine join account a on a.account_id = mine.followee_id
        where mine.follower_id = :viewer and a.following_count <= ${mostFollows}
        order by mine.follow_id desc limit ${followedLookedAt}) followed
      cross join follow theirs on theirs.follower_id = followed.account_id
      group by theirs.followee_id) found
    where ${suggestible('found.account_id')}
    order by count desc, account_id limit :limit`,
  popular: `
    select account_id from (
      select account_id, follower_count from account
      where private = 0 and follower_count > 0 order by follower_count desc limit ${popularLookedAt}) found
    where ${suggestible('found.account_id')}
    order by follower_count desc, account_id limit :limit`,
};

const insertDismissal = `
  insert into suggestion_dismissal (account_id, dismissed_id) values (:accountId, :dismissedId) on conflict do nothing`;
const deleteDismissalsOf = `
  delete from suggestion_dismissal where account_id = :accountId or dismissed_id = :accountId`;

/** Ids of accounts that may be suggested to a viewer, by reason; some are found for several. */
export async function findSuggestible(
  queries: Reader,
  viewer: string,
  { limit, now }: { limit: number; now: Date },
): Promise<Map<SuggestionReason, string[]>> {
  const found = suggestionReasons.map(async (reason): Promise<[SuggestionReason, string[]]> => {
    const rows = await queries.all<{ account_id: string }>(selects[reason], { viewer, limit, now: now.getTime() });
    return [reason, rows.map((row) => row.account_id)];
  });
  return new Map(await Promise.all(found));
}

/** An account is suggested to another no more. */
export async function addDismissal(tx: Transaction, accountId: string, dismissedId: string): Promise<void> {
  await tx.run(insertDismissal, { accountId, dismissedId });
}

/** Removes every dismissal of and by an account. */
export async function removeDismissalsOf(tx: Transaction, accountId: string): Promise<void> {
  await tx.run(deleteDismissalsOf, { accountId });
}
