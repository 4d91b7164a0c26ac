import type { Queries } from '../../kit/database/database.ts';
import { fieldOf, inList, listRows } from '../../kit/database/dialect.ts';
import { type Facts, type Place, places } from '../domain/place.ts';
import { type FactsRow, factsFromRow, selectFacts } from './facts-rows.ts';

type Reading = Pick<Queries, 'all'>;

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
  /** What one of two people is told about threads in which the other has commented. */
  meetings: `act_id in (
    select act_id from ${listRows(':meetings')} as pair join comment_header on author_id = ${other}
      join act on act.post_id = comment_header.post_id and act.post_id <> '' and receiver_id = ${one}
    union all
    select act_id from ${listRows(':meetings')} as pair join comment_header on author_id = ${one}
      join act on act.post_id = comment_header.post_id and act.post_id <> '' and receiver_id = ${other})`,
  /** What is about comments that stand under some. */
  under: `comment_id <> '' and comment_id in (
    with recursive below (comment_id) as (
      select comment_id from comment_header where parent_id <> '' and ${inList('parent_id', ':under')}
      union all
      select child.comment_id from below join comment_header as child on child.parent_id = below.comment_id
        and child.parent_id <> ''
    )
    select comment_id from below)`,
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
    readonly [Key in Name]: readonly (Name extends 'pairs' | 'meetings' | 'threads'
      ? readonly [string, string]
      : string)[];
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
