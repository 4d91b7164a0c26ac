import type { CommentOrder } from '#gen/tertulia/comments/v1/comment.ts';
import type { Somebody } from '../../visibility/scene.ts';
import { answer, Crowd, fill, fresh, idsOf, join, type Stage, write } from '../stage.ts';
import type { FillList, ListsOfRpc } from '../walked-list.ts';

const comments = '/tertulia.comments.v1.CommentService';

type CommentsPage = { readonly comments: readonly { commentId: string }[]; readonly nextPageToken: string };

const byComment = ({ comments, nextPageToken }: CommentsPage) => ({
  items: comments.map(({ commentId }) => commentId),
  nextPageToken,
});

const erase = ({ api }: Somebody, commentId: string) => api.comments.deleteComment({ ...fresh(), commentId });
const like = ({ api }: Somebody, commentId: string) => api.commentLikes.likeComment({ ...fresh(), commentId });

/** A post, and who comments on it. */
async function beginThread(stage: Stage) {
  const [author, writer] = [await join(stage), await join(stage)];
  const postId = await write(author);
  await stage.settling.settle(['profile', 'posts']);
  return { author, writer, postId };
}

/** What stands at one place, in an order. Some of it is liked, so that its order says something. */
const inOrder =
  (order: CommentOrder, place: 'on the post' | 'under a comment'): FillList =>
  async (stage) => {
    const { author, writer, postId } = await beginThread(stage);
    const parent = place === 'on the post' ? '' : await answer(author, postId);
    let count = 0;
    const add = async () => {
      count += 1;
      const commentId = await answer(writer, postId, parent);
      if (count % 3 === 0) await like(author, commentId);
    };
    await fill(add);
    return {
      async read(page) {
        if (parent === '') return byComment(await author.api.comments.listComments({ postId, order, ...page }));
        const answered = await author.api.comments.listReplies({ commentId: parent, order, ...page });
        return byComment({ ...answered, comments: answered.replies });
      },
      add,
      remove: (commentId) => erase(writer, commentId),
      disturb: (commentId) => like(writer, commentId),
    };
  };

const inOrders = (place: 'on the post' | 'under a comment'): ListsOfRpc => ({
  'oldest first': inOrder(1, place),
  'newest first': inOrder(2, place),
  'most likes first': inOrder(3, place),
});

const ancestors: FillList = async (stage) => {
  const { author, writer, postId } = await beginThread(stage);
  let last = '';
  const deepen = async () => {
    last = await answer(writer, postId, last);
  };
  await fill(deepen);
  const below = await answer(writer, postId, last);
  return {
    async read(page) {
      const { ancestors, nextPageToken } = await author.api.comments.listCommentAncestors({
        commentId: below,
        ...page,
      });
      return byComment({ comments: ancestors, nextPageToken });
    },
    // Nothing comes above a comment, and of what stands there a tombstone stays.
    disturb: async (commentId) => {
      await answer(author, postId, commentId)
        .then((beside) => erase(author, beside))
        .catch(() => undefined);
      await erase(writer, commentId).catch(() => undefined);
    },
  };
};

const ofAuthor: FillList = async (stage) => {
  const { author, writer, postId } = await beginThread(stage);
  const add = () => answer(writer, postId);
  await fill(add);
  return {
    read: async (page) => byComment(await author.api.comments.listAuthorComments({ authorId: writer.id, ...page })),
    add,
    remove: (commentId) => erase(writer, commentId),
    disturb: (commentId) => answer(author, postId, commentId),
  };
};

const revisions: FillList = async (stage) => {
  const { author, writer, postId } = await beginThread(stage);
  const commentId = await answer(writer, postId);
  let count = 0;
  const change = () => {
    count += 1;
    const comment = { commentId, text: `Text ${count}` };
    return writer.api.comments.updateComment({ ...fresh(), comment, updateMask: ['text'] });
  };
  await fill(change);
  return {
    async read(page) {
      const { revisions, nextPageToken } = await author.api.comments.listCommentRevisions({ commentId, ...page });
      return { items: revisions.map(({ text }) => text), nextPageToken };
    },
    // What a comment said stays.
    add: change,
  };
};

const likers: FillList = async (stage) => {
  const { author, writer, postId } = await beginThread(stage);
  const commentId = await answer(writer, postId);
  const crowd = await Crowd.gather(stage, (somebody) => like(somebody, commentId));
  return {
    async read(page) {
      const { accounts, nextPageToken } = await author.api.commentLikes.listCommentLikers({ commentId, ...page });
      return { items: idsOf(accounts), nextPageToken };
    },
    add: crowd.grow,
    remove: (id) => crowd.of(id).api.commentLikes.unlikeComment({ ...fresh(), commentId }),
    disturb: (id) => like(crowd.of(id), commentId),
  };
};

const held =
  (of: 'one post' | 'all posts'): FillList =>
  async (stage) => {
    const { author, writer, postId } = await beginThread(stage);
    const thread = { postId, approvalRequired: true };
    await author.api.threads.updateThread({ ...fresh(), thread, updateMask: ['approval_required'] });
    const add = () => answer(writer, postId);
    await fill(add);
    const listed = of === 'one post' ? postId : '';
    let count = 0;
    return {
      read: async (page) => byComment(await author.api.threads.listHeldComments({ postId: listed, ...page })),
      add,
      remove(commentId) {
        count += 1;
        const request = { ...fresh(), commentId };
        if (count % 3 === 0) return erase(writer, commentId);
        const { threads } = author.api;
        return count % 3 === 1 ? threads.approveComment(request) : threads.rejectComment(request);
      },
      disturb(commentId) {
        const comment = { commentId, text: `Text ${count}` };
        return writer.api.comments.updateComment({ ...fresh(), comment, updateMask: ['text'] });
      },
    };
  };

export const commentLists: Readonly<Record<string, ListsOfRpc>> = {
  [`${comments}/ListComments`]: inOrders('on the post'),
  [`${comments}/ListReplies`]: inOrders('under a comment'),
  [`${comments}/ListCommentAncestors`]: { '': ancestors },
  [`${comments}/ListAuthorComments`]: { '': ofAuthor },
  [`${comments}/ListCommentRevisions`]: { '': revisions },
  '/tertulia.comments.v1.CommentLikeService/ListCommentLikers': { '': likers },
  '/tertulia.comments.v1.ThreadService/ListHeldComments': {
    'of one post': held('one post'),
    'of all': held('all posts'),
  },
};
