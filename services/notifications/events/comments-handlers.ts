import {
  CommentCreated,
  CommentDeleted,
  CommentEdited,
  CommentHeld,
  CommentHidden,
  CommentLiked,
  CommentUnhidden,
  CommentUnliked,
  HeldCommentEdited,
  ThreadMuted,
  ThreadUnmuted,
} from '#gen/tertulia/comments/v1/comment_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { type EventHandler, on, onRun, type Told } from '../../kit/events/consumer.ts';
import type { Act } from '../domain/act.ts';
import { commentActs } from '../domain/comment-acts.ts';
import { removeKeys, removeOfComments } from '../store/act-store.ts';
import {
  type CommentHeader,
  findComment,
  forgetComment,
  hideComment,
  muteThread,
  putComments,
  unhideComments,
  unmuteThread,
} from '../store/comment-store.ts';
import { addEngagements, findEdited, removeEngagementsBy } from '../store/engagement-store.ts';
import { disengage, notify, reconsider, tellRemoved, tellText } from './notify.ts';
import { editAct } from './posts-handlers.ts';
import type { Teller } from './teller.ts';

/** What comments' log means for notifications. */
export function commentsHandlers(teller: Teller): EventHandler[] {
  return [...commentHandlers(teller), ...likeHandlers(teller), ...threadHandlers(teller)];
}

function commentHandlers(teller: Teller): EventHandler[] {
  return [
    onRun(CommentCreated, async (tx, told) => {
      const again = await showAgain(teller, tx, told);
      await putComments(tx, told.map(headerOf));
      await tellRemoved(teller, tx, await removeKeys(tx, told.map(heldAct)));
      if (again.length > 0) await reconsider(teller, tx, { posts: again });
      await notifyOfComments(teller, tx, told);
    }),
    on(CommentHeld, async (tx, held, event) => {
      const { commentId, postId, postAuthorId, authorId, text } = held;
      const none = { parentId: '', parentAuthorId: '', mentionedIds: [] };
      const before = held.editTime && (await findComment(tx, commentId));
      await putComments(tx, [{ ...none, ...before, commentId, postId, postAuthorId, authorId, text }]);
      // What was told of it before its edit waits too.
      if (held.editTime) {
        await hideComment(tx, held);
        await reconsider(teller, tx, { posts: [postId] });
        await tellText(teller, tx, commentId);
      }
      if (held.authorId !== held.postAuthorId) await notify(teller, tx, [heldAct({ payload: held, event })]);
    }),
    on(HeldCommentEdited, async (tx, { commentId, text }) => {
      const before = await findComment(tx, commentId);
      if (!before) return;
      await putComments(tx, [{ ...before, text }]);
      await reconsider(teller, tx, { comments: [commentId] });
      await tellText(teller, tx, commentId);
    }),
    on(CommentEdited, async (tx, { commentId, text, mentionedIds, ...edited }, { createTime }) => {
      const before = await findComment(tx, commentId);
      if (!before) return;
      await putComments(tx, [{ ...before, text, mentionedIds }]);
      await remention(teller, tx, before, mentionedIds, edited.editTime ?? createTime);
      await tellText(teller, tx, commentId);
    }),
    on(CommentDeleted, async (tx, { commentId }) => {
      await forgetComment(tx, commentId);
      await tellRemoved(teller, tx, await removeOfComments(tx, [commentId]));
      await disengage(teller, tx, await removeEngagementsBy(tx, [commentId]));
      // A tombstone has no author: what stands under it is for those too whom a block kept away.
      await reconsider(teller, tx, { under: [commentId] });
    }),
  ];
}

/**
 * Comments that were held for an edit are approved again. Who is mentioned in them no longer is told so no longer; gives
 * the posts of which some are told again.
 */
async function showAgain(teller: Teller, tx: Transaction, told: readonly Told<CommentCreated>[]): Promise<string[]> {
  const ids = await unhideComments(
    tx,
    told.map(({ payload }) => payload),
  );
  const again = told.flatMap(({ payload }) => (ids.includes(payload.commentId) ? payload : []));
  for (const { commentId, mentionedIds } of again) {
    const before = await findComment(tx, commentId);
    if (before) await takeBackMentions(teller, tx, before, mentionedIds);
  }
  return again.map(({ postId }) => postId);
}

/** Who comments on a post after it was edited knows it as it is; whose comment is told later than the edit does not. */
async function notifyOfComments(teller: Teller, tx: Transaction, told: readonly Told<CommentCreated>[]): Promise<void> {
  await notify(teller, tx, told.flatMap(actsOf));
  const engaged = await addEngagements(tx, told.flatMap(engagementOf));
  if (engaged.length === 0) return;
  const edited = await findEdited(
    tx,
    engaged.map(({ postId }) => postId),
  );
  const late = engaged.flatMap(({ postId, accountId, createTime }) => {
    const post = edited.get(postId);
    return post && createTime <= post.editTime ? editAct(post, accountId, post.editTime) : [];
  });
  await notify(teller, tx, late);
}

/** The post is another's. */
function engagementOf({ payload, event }: Told<CommentCreated>) {
  const { commentId, postId, authorId, postAuthorId, createTime = event.createTime } = payload;
  if (authorId === postAuthorId) return [];
  return [{ postId, accountId: authorId, kind: 'comment', refId: commentId, createTime } as const];
}

/** Who is mentioned in a comment by an edit is told so, who no longer is, is not. */
async function remention(
  teller: Teller,
  tx: Transaction,
  before: CommentHeader,
  mentionedIds: readonly string[],
  editTime: Date,
): Promise<void> {
  const { commentId, postAuthorId, parentAuthorId, authorId } = before;
  await takeBackMentions(teller, tx, before, mentionedIds);
  await reconsider(teller, tx, { comments: [commentId] });
  // They are told already that there is a comment.
  const known = [authorId, postAuthorId, parentAuthorId, ...before.mentionedIds];
  const others = mentionedIds.filter((id) => !known.includes(id));
  await notify(
    teller,
    tx,
    others.map((id) => mentionAct(before, id, editTime)),
  );
}

async function takeBackMentions(
  teller: Teller,
  tx: Transaction,
  before: CommentHeader,
  mentionedIds: readonly string[],
): Promise<void> {
  const gone = before.mentionedIds.filter((id) => !mentionedIds.includes(id));
  const acts = gone.map((id) => mentionAct(before, id, new Date(0)));
  if (acts.length > 0) await tellRemoved(teller, tx, await removeKeys(tx, acts));
}

function mentionAct(
  { commentId, postId, postAuthorId, authorId }: CommentHeader,
  receiverId: string,
  createTime: Date,
) {
  const about = { refId: commentId, objectId: commentId, postId, postAuthorId, commentId, note: '' };
  return { receiverId, actorId: authorId, kind: 'mention', ...about, createTime } as const satisfies Act;
}

function headerOf({ payload }: Told<CommentCreated>): CommentHeader {
  const { commentId, postId, postAuthorId, authorId, text, parentAuthorId, mentionedIds } = payload;
  return {
    commentId,
    postId,
    postAuthorId,
    authorId,
    text,
    parentId: payload.parentCommentId,
    parentAuthorId,
    mentionedIds,
  };
}

function actsOf({ payload, event }: Told<CommentCreated>): Act[] {
  return commentActs({ ...payload, createTime: payload.createTime ?? event.createTime });
}

function heldAct({
  payload,
  event,
}: Told<Omit<CommentHeld, 'text' | 'editTime'> & { editTime?: Date | undefined }>): Act {
  const { commentId, postId, postAuthorId, authorId } = payload;
  const createTime = payload.editTime ?? payload.createTime ?? event.createTime;
  const about = { refId: commentId, objectId: postId, postId, postAuthorId, commentId, note: '' };
  return { receiverId: postAuthorId, actorId: authorId, kind: 'comment_held', ...about, createTime };
}

function likeHandlers(teller: Teller): EventHandler[] {
  return [
    onRun(CommentLiked, async (tx, told) => {
      await notify(teller, tx, told.flatMap(likeActs));
    }),
    onRun(CommentUnliked, async (tx, told) => {
      await tellRemoved(teller, tx, await removeKeys(tx, told.flatMap(likeActs)));
    }),
  ];
}

function likeActs({ payload: { commentId, postId, authorId, accountId }, event }: Told<CommentLiked>): Act[] {
  if (accountId === authorId) return [];
  const about = { refId: commentId, objectId: commentId, postId, postAuthorId: '', commentId, note: '' };
  return [{ receiverId: authorId, actorId: accountId, kind: 'comment_like', ...about, createTime: event.createTime }];
}

function threadHandlers(teller: Teller): EventHandler[] {
  return [
    on(CommentHidden, async (tx, comment) => {
      await hideComment(tx, comment);
      await reconsider(teller, tx, { posts: [comment.postId] });
    }),
    on(CommentUnhidden, async (tx, { postId, commentId }) => {
      await unhideComments(tx, [{ postId, commentId }]);
      await reconsider(teller, tx, { posts: [postId] });
    }),
    on(ThreadMuted, async (tx, { accountId, postId }) => {
      await muteThread(tx, accountId, postId);
      await reconsider(teller, tx, { threads: [[accountId, postId]] });
    }),
    on(ThreadUnmuted, async (tx, { accountId, postId }) => {
      await unmuteThread(tx, accountId, postId);
      await reconsider(teller, tx, { threads: [[accountId, postId]] });
    }),
  ];
}
