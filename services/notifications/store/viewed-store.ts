import {
  inCircleColumn,
  privateColumn,
  type RelationRow,
  relationColumns,
  relationFromRow,
} from '../../audience/replica/relation-sql.ts';
import type { Queries } from '../../kit/database/database.ts';
import { inList } from '../../kit/database/dialect.ts';
import { type NotificationKind, seesNotification, type ViewedNotification } from '../domain/notification.ts';
import type { PostAudience, ViewedPost } from '../domain/post.ts';

type Reading = Pick<Queries, 'all'>;

// The columns of RelationRow say how the receiver stands to the author of the post.
interface ViewedRow extends RelationRow {
  notification_id: string;
  receiver_id: string;
  kind: NotificationKind;
  actor_id: string;
  handle: string | null;
  display_name: string | null;
  private: number | null;
  actor_following: number;
  actor_followed_by: number;
  actor_blocking: number;
  actor_blocked_by: number;
  post_id: string;
  post_author_id: string | null;
  audience: PostAudience;
  state: 'live' | 'deleted';
  mentioned: number;
  author_private: number;
  in_circle: number;
  comment_id: string;
  snippet: string;
  create_time: number;
  read: number;
}

/** Notifications that meet a condition, with all that decides whether their receivers see them. */
const selectViewed = (condition: string) => `
  select n.notification_id, n.receiver_id, n.kind, n.actor_id, person.handle, person.display_name, person.private,
    n.following as actor_following, n.followed_by as actor_followed_by,
    n.blocking as actor_blocking, n.blocked_by as actor_blocked_by,
    n.post_id, n.comment_id, coalesce(n.snippet, post_header.snippet, '') as snippet, n.create_time, n.read,
    post_header.author_id as post_author_id, post_header.audience, post_header.state,
    exists (
      select 1 from post_mention where post_mention.post_id = n.post_id and account_id = n.receiver_id
    ) as mentioned,
    ${privateColumn('post_header.author_id')} as author_private,
    ${inCircleColumn('n.receiver_id', 'post_header.circle_id')} as in_circle,
    ${relationColumns('n.receiver_id', 'post_header.author_id')}
  from (
    select notification.*, ${relationColumns('receiver_id', 'actor_id')} from notification where ${condition}
  ) as n
  left join person on person.account_id = n.actor_id
  left join post_header on post_header.post_id = n.post_id`;

// Those that the oracle cannot tell apart are one row: a thousand unread ones are seldom more than a few. Of what does
// not count for it, any of theirs will do.
const selectCounts = (condition: string) => `
  select min(notification_id) as notification_id, receiver_id, min(kind) as kind, min(actor_id) as actor_id,
    min(handle) as handle, min(display_name) as display_name,
    min(private) as private, author_private, in_circle,
    actor_following, actor_followed_by, actor_blocking, actor_blocked_by,
    min(post_id) as post_id, '' as comment_id, '' as snippet, 0 as create_time, 0 as read,
    min(post_author_id) as post_author_id, audience, state, mentioned, following, followed_by, blocking, blocked_by,
    count(*) as unread
  from (${selectViewed(condition)}) as viewed
  group by receiver_id, handle is null, actor_id = receiver_id,
    actor_following, actor_followed_by, actor_blocking, actor_blocked_by,
    post_id = '', post_author_id = receiver_id, audience, state, mentioned, author_private, in_circle,
    following, followed_by, blocking, blocked_by`;

const selectPage = `${selectViewed(`
  receiver_id = :receiverId and notification_id < :before order by notification_id desc limit :limit`)}
  order by n.notification_id desc`;
const selectByIds = selectViewed(inList('notification_id', ':ids'));
const selectUnread = selectCounts(`read = 0 and ${inList('receiver_id', ':receiverIds')}`);
const selectWaitingOfReceiver = selectViewed('announced = 0 and receiver_id = :receiverId');
const selectWaitingOfActor = selectViewed('announced = 0 and actor_id = :actorId');
const selectWaitingOfPosts = selectViewed(`announced = 0 and ${inList('post_id', ':postIds')}`);

/** At most `limit` notifications of a receiver before an id, newest first; hidden ones too. */
export async function readPage(
  queries: Reading,
  receiverId: string,
  before: string,
  limit: number,
): Promise<ViewedNotification[]> {
  return (await queries.all<ViewedRow>(selectPage, { receiverId, before, limit })).map(fromRow);
}

/** Those of some notifications that are still there and that their receivers see, in any order. */
export async function readVisible(queries: Reading, ids: readonly string[]): Promise<ViewedNotification[]> {
  const rows = await queries.all<ViewedRow>(selectByIds, { ids: JSON.stringify(ids) });
  return rows.map(fromRow).filter(seesNotification);
}

/** How many unread notifications each receiver sees, by receiver; none is not in it. */
export async function countUnread(queries: Reading, receiverIds: readonly string[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const params = { receiverIds: JSON.stringify(receiverIds) };
  for (const row of await queries.all<ViewedRow & { unread: number }>(selectUnread, params)) {
    if (!seesNotification(fromRow(row))) continue;
    counts.set(row.receiver_id, (counts.get(row.receiver_id) ?? 0) + row.unread);
  }
  return counts;
}

/** How many unread notifications one receiver sees. */
export async function countUnreadOf(queries: Reading, receiverId: string): Promise<number> {
  return (await countUnread(queries, [receiverId])).get(receiverId) ?? 0;
}

/** What waits to become visible to its receiver, of one receiver or actor or of some posts, in any order. */
export async function readWaiting(
  queries: Reading,
  of: { receiverId: string } | { actorId: string } | { postIds: readonly string[] },
): Promise<ViewedNotification[]> {
  const read = (sql: string, params: Record<string, string>) => queries.all<ViewedRow>(sql, params);
  const rows =
    'postIds' in of
      ? await read(selectWaitingOfPosts, { postIds: JSON.stringify(of.postIds) })
      : await read('receiverId' in of ? selectWaitingOfReceiver : selectWaitingOfActor, of);
  return rows.map(fromRow);
}

const selectUnreadAbout = `
  select 1 from notification as n join post_header on post_header.post_id = n.post_id
  where n.receiver_id = :receiverId and n.read = 0 and post_header.author_id = :authorId limit 1`;

/** Whether a receiver has unread notifications, hidden ones too, about posts of an author. */
export async function hasUnreadAbout(queries: Reading, receiverId: string, authorId: string): Promise<boolean> {
  return (await queries.all(selectUnreadAbout, { receiverId, authorId })).length > 0;
}

function fromRow(row: ViewedRow): ViewedNotification {
  return {
    notificationId: row.notification_id,
    receiverId: row.receiver_id,
    kind: row.kind,
    actorId: row.actor_id,
    actor: actorFromRow(row),
    relation: relationFromRow({
      following: row.actor_following,
      followed_by: row.actor_followed_by,
      blocking: row.actor_blocking,
      blocked_by: row.actor_blocked_by,
    }),
    postId: row.post_id,
    post: postFromRow(row),
    commentId: row.comment_id,
    snippet: row.snippet,
    createTime: new Date(row.create_time),
    read: row.read !== 0,
  };
}

function actorFromRow({ actor_id, handle, display_name, private: isPrivate }: ViewedRow): ViewedNotification['actor'] {
  if (handle === null || display_name === null) return undefined;
  return { accountId: actor_id, handle, displayName: display_name, private: isPrivate === 1 };
}

function postFromRow(row: ViewedRow): ViewedPost | undefined {
  if (row.post_author_id === null) return undefined;
  const { audience, state } = row;
  const mentioned = row.mentioned !== 0;
  const [authorPrivate, inCircle] = [row.author_private !== 0, row.in_circle !== 0];
  const relation = relationFromRow(row);
  return { authorId: row.post_author_id, audience, state, mentioned, authorPrivate, inCircle, relation };
}
