import { knows, mayLookThrough, sees } from '../expectation.ts';
import { answers, begins, type Question, type Rows, readAll, seenIf, seenOf } from './row.ts';

const expectThread = ({ viewer, item }: Question) => seenIf(sees(viewer, item), 'POST_NOT_FOUND');
const expectComment = ({ viewer, item }: Question) => seenIf(sees(viewer, item), 'COMMENT_NOT_FOUND');

const comments = '/tertulia.comments.v1.CommentService';

export const commentRows: Rows = {
  [`${comments}/GetComment`]: {
    shows: 'the comment',
    ask: ({ api, item: { commentId } }) => answers(api.comments.getComment({ commentId })),
    expect: expectComment,
  },
  [`${comments}/ListComments`]: {
    shows: 'the comments of the post, how many answers they have, and what waits',
    async ask({ api, item: { postId, commentId, heldId } }) {
      const [comment, ...others] = (await api.comments.listComments({ postId })).comments;
      const isThere = comment?.commentId === commentId && comment.replyCount === 1;
      const waits = others.some((other) => other.commentId === heldId);
      return seenOf({ comment: isThere, 'what waits': waits, more: others.length > 1 });
    },
    expect: ({ viewer, item }) =>
      sees(viewer, item) ? seenOf({ comment: true, 'what waits': viewer === 'author' }) : 'POST_NOT_FOUND',
  },
  [`${comments}/ListReplies`]: {
    shows: 'the reply',
    async ask({ api, item: { commentId, replyId } }) {
      return seenIf((await api.comments.listReplies({ commentId })).replies[0]?.commentId === replyId);
    },
    expect: expectComment,
  },
  [`${comments}/ListCommentAncestors`]: {
    shows: 'what the reply stands under',
    async ask({ api, item: { commentId, replyId } }) {
      const { ancestors } = await api.comments.listCommentAncestors({ commentId: replyId });
      return seenIf(ancestors[0]?.commentId === commentId);
    },
    expect: expectComment,
  },
  [`${comments}/ListCommentRevisions`]: {
    shows: 'what the comment said',
    ask: async ({ api, item: { commentId } }) =>
      seenIf((await api.comments.listCommentRevisions({ commentId })).revisions.length === 2),
    expect: expectComment,
  },
  [`${comments}/ListAuthorComments`]: {
    shows: "the comment, among its author's",
    async ask({ api, scene: { author }, item: { commentId } }) {
      const list = (page: object) => api.comments.listAuthorComments({ authorId: author.id, ...page });
      const listed = await readAll(list, (page) => page.comments);
      return seenIf(listed.some((comment) => comment.commentId === commentId));
    },
    expect: ({ viewer, item }) =>
      knows(viewer) ? seenIf(sees(viewer, item) && mayLookThrough(viewer, item.authorPrivate)) : 'AUTHOR_NOT_FOUND',
  },
  [`${comments}/WatchComments`]: {
    shows: 'the thread, as it changes',
    ask: ({ api, item: { postId } }) =>
      begins((signal) => api.comments.watchComments({ postId, cursor: '' }, { signal })),
    expect: expectThread,
  },
  '/tertulia.comments.v1.CommentLikeService/ListCommentLikers': {
    shows: 'who likes the comment',
    async ask({ api, scene, item: { commentId } }) {
      const { accounts } = await api.commentLikes.listCommentLikers({ commentId });
      return seenIf(accounts.length === 1 && accounts[0]?.accountId === scene.witness.id);
    },
    expect: expectComment,
  },
  '/tertulia.comments.v1.ThreadService/GetThread': {
    shows: 'how the thread is kept, and what waits in it',
    async ask({ api, item: { postId } }) {
      const { thread } = await api.threads.getThread({ postId });
      const { approvalRequired = false, viewerCanComment = false, muted = false, heldCount = 0 } = thread ?? {};
      return seenOf({ approvalRequired, viewerCanComment, muted, 'what waits': heldCount === 1, more: heldCount > 1 });
    },
    expect({ viewer, item }) {
      if (!sees(viewer, item)) return 'POST_NOT_FOUND';
      // The stranger mutes it.
      const [muted, waits] = [viewer === 'stranger', viewer === 'author'];
      const viewerCanComment = viewer !== 'anonymous';
      return seenOf({ approvalRequired: true, viewerCanComment, muted, 'what waits': waits });
    },
  },
  '/tertulia.comments.v1.ThreadService/ListHeldComments': {
    shows: "what waits for the approval of the post's author",
    async ask({ api, item: { postId, heldId } }) {
      const { comments: held } = await api.threads.listHeldComments({ postId });
      return seenIf(held.length === 1 && held[0]?.commentId === heldId);
    },
    expect: ({ viewer, item }) =>
      viewer === 'author' ? 'seen' : sees(viewer, item) ? 'NOT_POST_AUTHOR' : 'POST_NOT_FOUND',
  },
};
