import { type RelationRow, relationColumns, relationFromRow } from '../../audience/replica/relation-sql.ts';
import type { Queries } from '../../kit/database/database.ts';
import { inList } from '../../kit/database/dialect.ts';
import type { ViewedAuthor, ViewedComment } from '../domain/comment.ts';
import type { ViewedPost } from '../domain/post.ts';
import { type PostRow, postColumns, postFromRow } from './post-store.ts';

/** Where comments stand: on a post, or under a comment of it. */
export interface Place {
  readonly postId: string;
  readonly parentCommentId: string | undefined;
}

/** Comments that stand at one place, oldest first, as they stand to one viewer; hidden ones too. */
export interface CommentPage {
  readonly post: ViewedPost;
  readonly comments: ViewedComment[];
  /** The viewer is in some block relation, so replies may be hidden. */
  readonly blocks: boolean;
}

/** How many replies under a comment one author wrote, and how the viewer stands to that author. */
export interface ReplyTally {
  readonly parentCommentId: string;
  readonly authorId: string;
  readonly relation: ViewedAuthor['relation'];
  readonly replies: number;
}

interface CommentRow extends RelationRow {
  comment_id: string;
  post_id: string;
  parent_comment_id: string | null;
  author_id: string | null;
  handle: string | null;
  display_name: string | null;
  private: number | null;
  text: string;
  create_time: number;
  reply_count: number;
}

// SQLite aggregates the comments to one value: one row crosses the driver, not one a comment.
const selectPage = (place: string) => `
  select ${postColumns},
    exists (select 1 from block where blocker_id = :viewer) or exists (select 1 from block where blocked_id = :viewer) as blocks,
    (select json_group_array(json_object(
        'comment_id', c.comment_id, 'post_id', c.post_id, 'parent_comment_id', c.parent_comment_id,
        'author_id', c.author_id, 'handle', c.handle, 'display_name', c.display_name, 'private', c.private,
        'text', c.text, 'create_time', c.create_time, 'reply_count', c.reply_count,
        'following', c.following, 'followed_by', c.followed_by, 'blocking', c.blocking, 'blocked_by', c.blocked_by
      )) from (
        select comment.*, person.handle, person.display_name, person.private, ${relationColumns(':viewer', 'comment.author_id')}
        from comment left join person on person.account_id = comment.author_id
        where comment.post_id = :postId and ${place} and comment.comment_id > :after
        order by comment.comment_id limit :limit
      ) as c) as comments
  from post_header where post_header.post_id = :postId`;

const selectPageOfPost = selectPage('comment.parent_comment_id is null');
const selectPageOfParent = selectPage('comment.parent_comment_id = :parentCommentId');

const selectTallies = `
  select reply.parent_comment_id, reply.author_id, count(*) as replies, ${relationColumns(':viewer', 'reply.author_id')}
  from (
    select blocked_id as account_id from block where blocker_id = :viewer
    union select blocker_id from block where blocked_id = :viewer
  ) as other cross join comment as reply
  where reply.author_id = other.account_id and ${inList('reply.parent_comment_id', ':parentIds')}
  group by reply.parent_comment_id, reply.author_id`;

/** At most `limit` comments after a comment id; undefined if the post is not known here. */
export async function readCommentPage(
  queries: Pick<Queries, 'get'>,
  { postId, parentCommentId }: Place,
  viewerId: string | undefined,
  after: string,
  limit: number,
): Promise<CommentPage | undefined> {
  const params = { postId, viewer: viewerId ?? null, after, limit };
  type PageRow = PostRow & { blocks: number; comments: string };
  const row =
    parentCommentId === undefined
      ? await queries.get<PageRow>(selectPageOfPost, params)
      : await queries.get<PageRow>(selectPageOfParent, { ...params, parentCommentId });
  if (!row) return undefined;
  const comments: CommentRow[] = JSON.parse(row.comments);
  return { post: postFromRow(row), comments: comments.map(commentFromRow), blocks: row.blocks !== 0 };
}

/** The replies under some comments whose authors are in a block relation with the viewer. */
export async function readReplyTallies(
  queries: Pick<Queries, 'all'>,
  parentIds: readonly string[],
  viewerId: string,
): Promise<ReplyTally[]> {
  type TallyRow = RelationRow & { parent_comment_id: string; author_id: string; replies: number };
  const rows = await queries.all<TallyRow>(selectTallies, { parentIds: JSON.stringify(parentIds), viewer: viewerId });
  return rows.map((row) => ({
    parentCommentId: row.parent_comment_id,
    authorId: row.author_id,
    relation: relationFromRow(row),
    replies: row.replies,
  }));
}

function commentFromRow(row: CommentRow): ViewedComment {
  return {
    commentId: row.comment_id,
    postId: row.post_id,
    parentCommentId: row.parent_comment_id ?? undefined,
    author: row.author_id === null ? undefined : authorFromRow(row, row.author_id),
    text: row.text,
    createTime: new Date(row.create_time),
    replyCount: row.reply_count,
  };
}

/** An author whose card has not come yet is shown by the id alone. */
function authorFromRow(row: CommentRow, accountId: string): ViewedAuthor {
  const card = { accountId, handle: row.handle ?? '', displayName: row.display_name ?? '', private: row.private === 1 };
  return { card, relation: relationFromRow(row) };
}
