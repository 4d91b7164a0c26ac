import type { Queries, Transaction } from '../../kit/database/database.ts';

/** What waits of one person. */
export interface Waiting {
  readonly actorId: string;
  readonly count: number;
  /** The first and the newest of it. */
  readonly firstTime: number;
  readonly newestActId: number;
  /** By what the list is in order: when the first happened of what waited when it was begun. */
  readonly listTime: number;
}

interface WaitingRow {
  actor_id: string;
  count: number;
  first_time: number;
  newest_act_id: number;
  list_time: number;
}

// As the actors of a notification: nobody moves between the pages. What comes to wait or ceases to is told to no stream,
// so it bears the position of the event that comes next.
const selectWaiting = `
  select actor_id, sum(is_there) as count, min(iif(is_there = 1, create_time, null)) as first_time,
    min(iif(stood = 1, create_time, null)) as list_time, (
      select act_id from act as newest
      where newest.receiver_id = :receiverId and newest.actor_id = waiting.actor_id and newest.place = 2
      order by create_time desc, act_id desc limit 1
    ) as newest_act_id
  from (
    select actor_id, create_time, 1 as is_there, seq <= :head + 1 as stood from act
    where receiver_id = :receiverId and place = 2
    union all
    select actor_id, create_time, 0, 1 from left_act
    where receiver_id = :receiverId and place = 2 and seq <= :head + 1 and left_seq > :head) as waiting
  group by actor_id having count > 0 and (list_time, actor_id) < (:time, :id)
  order by list_time desc, actor_id desc limit :limit`;

/** Those of whom something waits after a place in their list as it was at a position of the log, newest first. */
export async function listWaiting(
  queries: Pick<Queries, 'all'>,
  of: { receiverId: string; head: number; time: number; id: string; limit: number },
): Promise<Waiting[]> {
  return (await queries.all<WaitingRow>(selectWaiting, of)).map((row) => ({
    actorId: row.actor_id,
    count: row.count,
    firstTime: row.first_time,
    newestActId: row.newest_act_id,
    listTime: row.list_time,
  }));
}

const selectNewest = `
  select max(create_time) as newest from act where receiver_id = :receiverId and actor_id = :actorId and place = 2`;

/** When the newest happened that waits of a person; undefined where nothing waits. */
export async function findNewestWaiting(
  queries: Pick<Queries, 'get'>,
  receiverId: string,
  actorId: string,
): Promise<number | undefined> {
  return (await queries.get<{ newest: number | null }>(selectNewest, { receiverId, actorId }))?.newest ?? undefined;
}

const upsertAnswer = `
  insert into request_answer (receiver_id, actor_id, accepted, dismissed_time)
  values (:receiverId, :actorId, :accepted, :dismissedTime)
  on conflict (receiver_id, actor_id) do update set
    accepted = excluded.accepted, dismissed_time = max(request_answer.dismissed_time, excluded.dismissed_time)`;

/** Remembers how a request was answered: accepted, or what happened until a time dismissed. */
export async function putAnswer(
  tx: Transaction,
  answer: { receiverId: string; actorId: string; accepted: boolean; dismissedTime: number },
): Promise<void> {
  await tx.run(upsertAnswer, answer);
}
