import type { Card } from '../../audience/replica/people-store.ts';
import type { Queries } from '../../kit/database/database.ts';
import { inList, listRows } from '../../kit/database/dialect.ts';
import { type NotificationKind, snippetOf } from '../domain/act.ts';
import type { Notification } from '../domain/notification.ts';

type Reading = Pick<Queries, 'all'>;

interface ViewedRow {
  notification_id: string;
  receiver_id: string;
  kind: NotificationKind;
  read: number;
  update_time: number;
  first_time: number;
  actor_count: number;
  actors: string;
  post_id: string;
  comment_id: string;
  text: string | null;
}

/** How many actors are shown of a notification. */
const actorsShown = 3;

/** Of these somebody may have done several; of the others at most one about the same object. */
const severalByOne = "n.kind in ('comment', 'reply', 'quote', 'comment_held')";
const told = 'act.notification_id = n.notification_id and act.place = 1';

/** SQL of the text that an act shows. */
const textOf = (act: string) => `
  case when ${act}.note <> '' then ${act}.note
    when ${act}.comment_id <> '' then (select text from comment_header where comment_id = ${act}.comment_id)
    else (select text from post_header where post_id = ${act}.post_id) end`;

const cardsOf = (ids: string) => `
  select json_group_array(json_array(account_id, handle, display_name, private))
  from (
    select person.account_id, handle, display_name, private
    from (${ids}) as shown join person on person.account_id = shown.actor_id
    order by shown.last_time desc, shown.actor_id desc
  )`;

// The many who like something are counted and cut off in the index. Who did it in one moment stands as in selectActors.
const selectViewed = `
  select n.notification_id, n.receiver_id, n.kind, n.read, n.update_time, newest.post_id, newest.comment_id,
    ${textOf('newest')} as text,
    (select min(create_time) from act where ${told}) as first_time,
    case when ${severalByOne} then (select count(distinct actor_id) from act where ${told})
      else (select count(*) from act where ${told}) end as actor_count,
    case when ${severalByOne} then (${cardsOf(`
      select actor_id, max(create_time) as last_time from act where ${told}
      group by actor_id order by last_time desc, actor_id desc limit ${actorsShown}`)})
    else (${cardsOf(`
      select actor_id, create_time as last_time from act where ${told}
      order by create_time desc, actor_id desc limit ${actorsShown}`)}) end as actors
  from notification as n join act as newest on newest.act_id = (
    select act_id from act where ${told} order by create_time desc, act_id desc limit 1)
  where n.update_time > 0 and ${inList('n.notification_id', ':ids')}`;

/** Those of some notifications that their receivers see, in the order of the ids, each once. */
export async function readNotifications(queries: Reading, ids: readonly string[]): Promise<Notification[]> {
  if (ids.length === 0) return [];
  const rows = await queries.all<ViewedRow>(selectViewed, { ids: JSON.stringify(ids) });
  const byId = new Map(rows.map((row) => [row.notification_id, row]));
  return [...new Set(ids)].flatMap((id) => {
    const row = byId.get(id);
    return row ? [fromRow(row)] : [];
  });
}

function fromRow(row: ViewedRow): Notification {
  const actors: [string, string, string, number][] = JSON.parse(row.actors);
  return {
    notificationId: row.notification_id,
    receiverId: row.receiver_id,
    kind: row.kind,
    actors: actors.map(cardOf),
    actorCount: row.actor_count,
    postId: row.post_id,
    commentId: row.comment_id,
    snippet: snippetOf(row.text ?? ''),
    createTime: new Date(row.first_time),
    updateTime: new Date(row.update_time),
    read: row.read !== 0,
  };
}

function cardOf([accountId, handle, displayName, isPrivate]: [string, string, string, number]): Card {
  return { accountId, handle, displayName, private: isPrivate !== 0 };
}

// Each by the first act that was there when the list was begun, also if it left since: so nobody moves between the pages.
const selectActors = `
  select person.account_id, handle, display_name, private, joined_time
  from (
    select actor_id, min(time) as joined_time, max(is_there) as is_there from (
      select actor_id, iif(seq <= :head, create_time, null) as time, 1 as is_there from act
      where notification_id = :notificationId and place = 1
      union all
      select actor_id, create_time, 0 from left_act
      where notification_id = :notificationId and place = 1 and seq <= :head and left_seq > :head)
    group by actor_id
  ) as actor join person on person.account_id = actor.actor_id
  where is_there = 1 and (joined_time, account_id) < (:time, :id)
  order by joined_time desc, account_id desc limit :limit`;

/** An actor of a notification, and their place in its list. */
export interface Actor {
  readonly card: Card;
  readonly time: number;
}

/** The actors of a notification after a place in their list as it was at a position of the log. */
export async function readActors(
  queries: Reading,
  of: { notificationId: string; head: number; time: number; id: string; limit: number },
): Promise<Actor[]> {
  const rows = await queries.all<{
    account_id: string;
    handle: string;
    display_name: string;
    private: number;
    joined_time: number;
  }>(selectActors, of);
  return rows.map((row) => ({
    card: cardOf([row.account_id, row.handle, row.display_name, row.private]),
    time: row.joined_time,
  }));
}

interface SingleRow {
  act_id: number;
  receiver_id: string;
  kind: NotificationKind;
  account_id: string;
  handle: string;
  display_name: string;
  private: number;
  post_id: string;
  comment_id: string;
  text: string | null;
  create_time: number;
  notification_id: string;
  read: number;
}

const selectSingles = `
  select act.act_id, act.receiver_id, act.kind, account_id, handle, display_name, private, act.post_id, act.comment_id,
    ${textOf('act')} as text, act.create_time, act.notification_id, notification.read
  from ${listRows(':actIds')} as one join act on act.act_id = one.value
    join person on person.account_id = act.actor_id
    join notification on notification.notification_id = act.notification_id`;

/** Some acts, each as a notification by itself, in the order of the ids. */
export async function readSingles(queries: Reading, actIds: readonly number[]): Promise<Notification[]> {
  if (actIds.length === 0) return [];
  const rows = await queries.all<SingleRow>(selectSingles, { actIds: JSON.stringify(actIds) });
  const byId = new Map(rows.map((row) => [row.act_id, row]));
  return actIds.flatMap((id) => {
    const row = byId.get(id);
    return row ? [singleFromRow(row)] : [];
  });
}

function singleFromRow(row: SingleRow): Notification {
  const time = new Date(row.create_time);
  return {
    notificationId: row.notification_id,
    receiverId: row.receiver_id,
    kind: row.kind,
    actors: [cardOf([row.account_id, row.handle, row.display_name, row.private])],
    actorCount: 1,
    postId: row.post_id,
    commentId: row.comment_id,
    snippet: snippetOf(row.text ?? ''),
    createTime: time,
    updateTime: time,
    read: row.read !== 0,
  };
}
