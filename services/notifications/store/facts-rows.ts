import {
  inCircleColumn,
  partedColumn,
  privateColumn,
  type RelationRow,
  relationColumns,
  relationFromRow,
} from '../../audience/replica/relation-sql.ts';
import type { Act, NotificationKind } from '../domain/act.ts';
import type { Facts, ViewedPost } from '../domain/place.ts';
import type { PostAudience, PostState } from '../domain/post.ts';

/** A row of `selectFacts`. The columns of RelationRow say how the receiver stands to the author of the post. */
export interface FactsRow extends RelationRow {
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
  under_unseen: number;
  has_settings: number;
  text: string | null;
  hashtags: string | null;
  accepted: number | null;
  dismissed_time: number | null;
  next_seq: number;
}

/** What an act has. */
export const actFields: readonly (keyof Act)[] = [
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

/** The column of a field. */
export const columnOf = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

// Few threads have a comment that was hidden, and few receivers a block: only there it is asked what stands above.
const underUnseen = `
  n.comment_id <> '' and (
    exists (select 1 from hidden_comment where hidden_comment.post_id = n.post_id)
    or exists (select 1 from block where blocker_id = n.receiver_id)
    or exists (select 1 from block where blocked_id = n.receiver_id)
  ) and exists (
    with recursive above (comment_id, parent_id, author_id, text) as (
      select comment_id, parent_id, author_id, text from comment_header where comment_id = n.comment_id
      union all
      select parent.comment_id, parent.parent_id, parent.author_id, parent.text
      from above join comment_header as parent on parent.comment_id = above.parent_id
    )
    select 1 from above left join hidden_comment
      on hidden_comment.post_id = n.post_id and hidden_comment.comment_id = above.comment_id
    -- A tombstone, which has no text, has no author: none who still sees what was hidden, and none to hide.
    where (post_header.author_id <> n.receiver_id and (hidden_comment.author_id <> n.receiver_id
        or (hidden_comment.author_id is not null and above.text = '')))
      or (above.text <> '' and ${partedColumn('n.receiver_id', 'above.author_id')})
  )`;

/** Acts with all that decides where they are told; `source` is a query of acts, `more` are columns besides. */
export const selectFacts = (source: string, more: string) => `
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
    ${underUnseen} as under_unseen,
    case when not n.has_settings then ''
      when n.comment_id <> '' then (select text from comment_header where comment_id = n.comment_id)
      else post_header.text end as text,
    iif(n.comment_id = '', post_header.hashtags, '[]') as hashtags,
    request_answer.accepted, request_answer.dismissed_time,
    (select coalesce(max(position), 0) + 1 from event) as next_seq,
    ${relationColumns('n.receiver_id', 'post_header.author_id')}
  from m as n
  left join post_header on post_header.post_id = n.post_id
  left join request_answer on request_answer.receiver_id = n.receiver_id and request_answer.actor_id = n.actor_id`;

export function factsFromRow(row: FactsRow): Facts {
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
    underUnseen: row.under_unseen !== 0,
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
