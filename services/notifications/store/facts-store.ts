import {
  inCircleColumn,
  privateColumn,
  type RelationRow,
  relationColumns,
  relationFromRow,
} from '../../audience/replica/relation-sql.ts';
import type { Queries } from '../../kit/database/database.ts';
import { fieldOf, inList, listRows } from '../../kit/database/dialect.ts';
import type { Act, NotificationKind } from '../domain/act.ts';
import { type Facts, type Place, places, type ViewedPost } from '../domain/place.ts';
import type { PostAudience, PostState } from '../domain/post.ts';
import { pairOf } from './pair-store.ts';

type Reading = Pick<Queries, 'all'>;

// The columns of RelationRow say how the receiver stands to the author of the post.
interface FactsRow extends RelationRow {
  receiver_id: string;
  actor_id: string;
  kind: NotificationKind;
  ref_id: string;
  object_id: string;
  post_id: string;
  post_author_id: string;
  comment_id: string;
  note: string;
  create_time: number;
  actor_known: number;
  actor_following: number;
  actor_followed_by: number;
  actor_blocking: number;
  actor_blocked_by: number;
  header_author_id: string | null;
  audience: PostAudience;
  state: PostState;
  mentioned: number;
  author_private: number;
  in_circle: number;
  object_live: number;
  thread_muted: number;
  under_hidden: number;
  has_settings: number;
  text: string | null;
  hashtags: string | null;
  accepted: number | null;
  dismissed_time: number | null;
  next_seq: number;
}

const actFields: readonly (keyof Act)[] = [
  'receiverId',
  'actorId',
  'kind',
  'refId',
  'objectId',
  'postId',
  'postAuthorId',
  'commentId',
  'note',
  'createTime',
];
const columnOf = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

// Few threads have a comment that was hidden: only there it is asked what stands above.
const underHidden = `
  n.comment_id <> '' and exists (select 1 from hidden_comment where hidden_comment.post_id = n.post_id) and exists (
    with recursive above (comment_id, parent_id) as (
      select comment_id, parent_id from comment_header where comment_id = n.comment_id
      union all
      select parent.comment_id, parent.parent_id
      from above join comment_header as parent on parent.comment_id = above.parent_id
    )
    select 1 from hidden_comment join above on above.comment_id = hidden_comment.comment_id
    where hidden_comment.post_id = n.post_id and hidden_comment.author_id <> n.receiver_id
      and post_header.author_id <> n.receiver_id
  )`;

/** Acts with all that decides where they are told; \`source\` is a query of acts, \`more\` are columns besides. */
const selectFacts = (source: string, more: string) => `
  with n as materialized (${source}),
  m as materialized (
    select n.*, ${relationColumns('receiver_id', 'actor_id')},
      (exists (select 1 from preferences where account_id = receiver_id)
        or exists (select 1 from mute where muter_id = receiver_id)
        or exists (select 1 from muted_term where account_id = receiver_id)) as has_settings
    from n
  )
  select ${more}, ${actFields.map((field) => `n.${columnOf(field)}`).join(', ')},
    n.following as actor_following, n.followed_by as actor_followed_by,
    n.blocking as actor_blocking, n.blocked_by as actor_blocked_by, n.has_settings,
    exists (select 1 from person where account_id = n.actor_id) as actor_known,
    post_header.author_id as header_author_id, post_header.audience, post_header.state,
    exists (
      select 1 from post_mention where post_mention.post_id = n.post_id and account_id = n.receiver_id
    ) as mentioned,
    ${privateColumn('post_header.author_id')} as author_private,
    ${inCircleColumn('n.receiver_id', 'post_header.circle_id')} as in_circle,
    n.kind <> 'quote'
      or exists (select 1 from post_header where post_id = n.object_id and state = 'live') as object_live,
    exists (select 1 from thread_mute where account_id = n.receiver_id and post_id = n.post_id) as thread_muted,
    ${underHidden} as under_hidden,
    case when n.has_settings and n.comment_id <> ''
      then (select text from comment_header where comment_id = n.comment_id) else post_header.text end as text,
    iif(n.comment_id = '', post_header.hashtags, '[]') as hashtags,
    request_answer.accepted, request_answer.dismissed_time,
    (select coalesce(max(position), 0) + 1 from event) as next_seq,
    ${relationColumns('n.receiver_id', 'post_header.author_id')}
  from m as n
  left join post_header on post_header.post_id = n.post_id
  left join request_answer on request_answer.receiver_id = n.receiver_id and request_answer.actor_id = n.actor_id`;

/** An act that is kept, with all that decides where it is told. */
export interface KeptFacts extends Facts {
  readonly actId: number;
  readonly notificationId: string;
  readonly place: Place;
  /** When it last came to be told. */
  readonly seq: number;
  /** The author of its post, as the act has it; empty for one who became known only now. */
  readonly keptAuthorId: string;
  /** The receiver has preferences or mutes. */
  readonly hasSettings: boolean;
  /** What is changed now is told after all that was told before this. */
  readonly nextSeq: number;
}

interface KeptRow extends FactsRow {
  act_id: number;
  notification_id: string;
  place: number;
  seq: number;
}

const selectKept = (condition: string) =>
  selectFacts(`select * from act where ${condition}`, 'n.act_id, n.notification_id, n.place, n.seq');

const pairs = listRows(':pairs');
const [one, other] = [fieldOf('pair', '$[0]'), fieldOf('pair', '$[1]')];

/** Which acts may be told elsewhere after something changed. */
const conditions = {
  actors: inList('actor_id', ':actors'),
  posts: `(post_id <> '' and ${inList('post_id', ':posts')}) or (kind = 'quote' and ${inList('object_id', ':posts')})`,
  comments: `comment_id <> '' and ${inList('comment_id', ':comments')}`,
  receivers: inList('receiver_id', ':receivers'),
  /** What either of two people did to the other, or others on a post of one of them. */
  pairs: `act_id in (
    select act_id from ${pairs} as pair join act on receiver_id = ${one} and actor_id = ${other}
    union all
    select act_id from ${pairs} as pair join act on receiver_id = ${other} and actor_id = ${one}
    union all
    select act_id from ${pairs} as pair
      join act on receiver_id = ${one} and post_author_id = ${other} and post_author_id <> receiver_id
    union all
    select act_id from ${pairs} as pair
      join act on receiver_id = ${other} and post_author_id = ${one} and post_author_id <> receiver_id)`,
  /** What is about posts of some authors, for others than them. */
  postAuthors: `${inList('post_author_id', ':postAuthors')} and post_author_id <> receiver_id`,
  /** What one receiver is told about one thread. */
  threads: `act_id in (
    select act_id from ${listRows(':threads')} as pair
      join act on post_id = ${other} and post_id <> '' where receiver_id = ${one})`,
} as const;

const selects = Object.fromEntries(
  Object.entries(conditions).map(([name, condition]) => [name, selectKept(condition)]),
) as Record<keyof typeof conditions, string>;

/** A choice of acts: by one of the conditions, with what it is asked for. */
export type ActsOf = {
  [Name in keyof typeof conditions]: {
    readonly [Key in Name]: readonly (Name extends 'pairs' | 'threads' ? readonly [string, string] : string)[];
  };
}[keyof typeof conditions];

/** Acts that may be told elsewhere than they are. */
export async function readKept(queries: Reading, of: ActsOf): Promise<KeptFacts[]> {
  const [[name, values] = ['actors', []]] = Object.entries(of);
  const sql = selects[name as keyof typeof conditions];
  return (await queries.all<KeptRow>(sql, { [name]: JSON.stringify(values) })).map(keptFromRow);
}

const selectSince = selectKept(
  `receiver_id = :receiverId and create_time >= :since order by create_time desc limit :limit`,
);
const selectRequested = selectKept(`receiver_id = :receiverId and actor_id = :actorId and place = 2
  and (create_time, act_id) < (:time, :actId) order by create_time desc, act_id desc limit :limit`);

/** The newest acts that concern a receiver, hidden ones too, newest first. */
export async function readSince(queries: Reading, receiverId: string, since: number, limit: number) {
  const rows = await queries.all<KeptRow>(selectSince, { receiverId, since, limit });
  return rows.map(keptFromRow).toSorted((a, b) => b.createTime.getTime() - a.createTime.getTime() || b.actId - a.actId);
}

/** What waits of one person before a time, newest first. */
export async function readRequested(
  queries: Reading,
  of: { receiverId: string; actorId: string; time: number; actId: number; limit: number },
): Promise<KeptFacts[]> {
  const rows = await queries.all<KeptRow>(selectRequested, of);
  return rows.map(keptFromRow).toSorted((a, b) => b.createTime.getTime() - a.createTime.getTime() || b.actId - a.actId);
}

/** An act that was not there yet, with all that decides where it is told. */
export interface NewFacts extends Facts {
  /** The unread notification that it joins; undefined if there is none. */
  readonly openId: string | undefined;
  readonly hasSettings: boolean;
  readonly nextSeq: number;
  /** When the text of its post was last changed; 0 for never. */
  readonly postEditTime: number;
}

interface NewRow extends FactsRow {
  open_id: string | null;
  post_edit_time: number | null;
  comment_post_author_id: string | null;
  refused: number;
}

const newActs = `
  select ${actFields.map((field) => `${fieldOf('new', `$.${field}`)} as ${columnOf(field)}`).join(', ')},
    ${fieldOf('new', '$.lowId')} as low_id, ${fieldOf('new', '$.highId')} as high_id,
    ${fieldOf('new', '$.cuttable')} as cuttable
  from ${listRows(':acts')} as new`;

// Not told: what is told already, what is about what is gone, and what two people did before or during a block.
const selectNew = selectFacts(
  newActs,
  `exists (
      select 1 from act where act.receiver_id = n.receiver_id and act.actor_id = n.actor_id and act.kind = n.kind
        and act.ref_id = n.ref_id)
    or exists (
      select 1 from deleted_account
      where account_id in (n.receiver_id, n.actor_id, n.post_author_id, post_header.author_id))
    or coalesce(post_header.state = 'purged', 0)
    or exists (select 1 from post_header where n.kind = 'quote' and post_id = n.object_id and state = 'purged')
    or exists (
      select 1 from pair_cut
      where n.cuttable and low_id = n.low_id and high_id = n.high_id and cut_time >= n.create_time
    ) as refused,
    (select notification_id from notification as open
      where open.receiver_id = n.receiver_id and open.kind = n.kind and open.object_id = n.object_id and open.read = 0
    ) as open_id,
    (select post_author_id from comment_header where comment_id = n.comment_id) as comment_post_author_id,
    post_header.edit_time as post_edit_time`,
);

/** Those of some acts that are to be kept, with all that decides where they are told. In any order. */
export async function readNew(queries: Reading, acts: readonly Act[]): Promise<NewFacts[]> {
  const rows = await queries.all<NewRow>(selectNew, { acts: JSON.stringify(acts.map(withPair)) });
  return rows.filter(({ refused }) => refused === 0).map(newFromRow);
}

/** What profile tells of two people has one order with their blocks, whatever the clocks say. */
const toldByProfile: ReadonlySet<NotificationKind> = new Set(['follow', 'follow_request', 'follow_accepted']);

function withPair(act: Act) {
  const cuttable = toldByProfile.has(act.kind) ? 0 : 1;
  return { ...act, ...pairOf(act.receiverId, act.actorId), createTime: act.createTime.getTime(), cuttable };
}

function newFromRow(row: NewRow): NewFacts {
  const facts = factsFromRow(row);
  return {
    ...facts,
    postAuthorId: facts.postAuthorId || (row.comment_post_author_id ?? ''),
    openId: row.open_id ?? undefined,
    hasSettings: row.has_settings !== 0,
    nextSeq: row.next_seq,
    postEditTime: row.post_edit_time ?? 0,
  };
}

function keptFromRow(row: KeptRow): KeptFacts {
  return {
    ...factsFromRow(row),
    actId: row.act_id,
    notificationId: row.notification_id,
    place: places[row.place] ?? 'hidden',
    seq: row.seq,
    keptAuthorId: row.post_author_id,
    hasSettings: row.has_settings !== 0,
    nextSeq: row.next_seq,
  };
}

function factsFromRow(row: FactsRow): Facts {
  return {
    receiverId: row.receiver_id,
    actorId: row.actor_id,
    kind: row.kind,
    refId: row.ref_id,
    objectId: row.object_id,
    postId: row.post_id,
    postAuthorId: row.post_author_id || (row.header_author_id ?? ''),
    commentId: row.comment_id,
    note: row.note,
    createTime: new Date(row.create_time),
    actorKnown: row.actor_known !== 0,
    relation: relationFromRow({
      following: row.actor_following,
      followed_by: row.actor_followed_by,
      blocking: row.actor_blocking,
      blocked_by: row.actor_blocked_by,
    }),
    post: postFromRow(row),
    objectLive: row.object_live !== 0,
    threadMuted: row.thread_muted !== 0,
    underHidden: row.under_hidden !== 0,
    text: row.text ?? '',
    hashtags: JSON.parse(row.hashtags ?? '[]'),
    accepted: row.accepted === 1,
    dismissedTime: row.dismissed_time ?? 0,
  };
}

function postFromRow(row: FactsRow): ViewedPost | undefined {
  if (row.header_author_id === null) return undefined;
  const { audience, state } = row;
  const [mentioned, authorPrivate, inCircle] = [row.mentioned !== 0, row.author_private !== 0, row.in_circle !== 0];
  return {
    authorId: row.header_author_id,
    audience,
    state,
    mentioned,
    authorPrivate,
    inCircle,
    relation: relationFromRow(row),
  };
}
