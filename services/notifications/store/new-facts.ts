import type { Queries } from '../../kit/database/database.ts';
import { fieldOf, listRows } from '../../kit/database/dialect.ts';
import type { Act, NotificationKind } from '../domain/act.ts';
import type { Facts } from '../domain/place.ts';
import { actFields, columnOf, type FactsRow, factsFromRow, selectFacts } from './facts-rows.ts';
import { pairOf } from './pair-store.ts';

type Reading = Pick<Queries, 'all'>;

/** An act that was not there yet, with all that decides where it is told. */
export interface NewFacts extends Facts {
  /** The unread notification that it joins; undefined if there is none. */
  readonly openId: string | undefined;
  readonly hasSettings: boolean;
  readonly nextSeq: number;
}

interface NewRow extends FactsRow {
  open_id: string | null;
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
    (select post_author_id from comment_header where comment_id = n.comment_id) as comment_post_author_id`,
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
  };
}
