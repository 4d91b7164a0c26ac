import type { CommentOrder, Comment as ToldComment } from '#gen/tertulia/comments/v1/comment.ts';
import type { Thread } from '#gen/tertulia/comments/v1/thread.ts';
import { policyCodes } from '../enums.ts';
import { isOpen, knows, mayComment, seesComment, seesDeedsOf, seesPost, type Viewer } from '../sight.ts';
import type { Comment, Person, Post, World } from '../world.ts';
import { visibleDoers } from './post-reads.ts';
import { type Names, nameOf, type Read, type Reading, walk } from './read.ts';

/** What anyone may ask of comments. */
export function commentReads(reading: Reading): Read[] {
  const { world } = reading;
  const comments = world.comments.slice(-12);
  return [
    ...world.posts.slice(-10).flatMap((post) => threadReads(reading, post)),
    ...comments.flatMap((comment) => oneCommentReads(reading, comment)),
    ...world.people.map((person) => authorComments(reading, person)),
  ];
}

function threadReads(reading: Reading, post: Post): Read[] {
  const { world, viewer, api } = reading;
  const isSeen = seesPost(world, viewer, post);
  const read = (name: string, expected: unknown, ask: () => Promise<unknown>): Read => {
    return {
      name: `${viewer?.name ?? 'guest'} ${name} ${post.name}`,
      expected: isSeen ? expected : 'POST_NOT_FOUND',
      ask,
    };
  };
  const direct = world.standing(post).filter((comment) => !comment.parent && seesComment(world, viewer, comment));
  const list = (order: CommentOrder) =>
    walk(
      reading,
      (page) => api.comments.listComments({ postId: post.id, order, ...page }),
      ({ comments }) => comments.map((comment) => toldComment(reading, comment)),
    );
  const told = direct.map((comment) => commentAs(world, viewer, comment));
  return [
    read('ListComments (oldest)', told, () => list(1)),
    read('ListComments (newest)', told.toReversed(), () => list(2)),
    read('GetThread', threadAs(world, viewer, post), async () => {
      const { thread } = await api.threads.getThread({ postId: post.id });
      return thread && toldThread(thread);
    }),
  ];
}

export function threadAs(world: World, viewer: Viewer, post: Post): unknown {
  const held = world.standing(post).filter(({ state }) => state === 'held');
  return {
    locked: post.locked,
    approvalRequired: post.approval,
    policy: policyCodes[post.policy],
    viewerCanComment: mayComment(world, viewer, post),
    muted: viewer !== undefined && post.threadMutes.has(viewer),
    heldCount: viewer === post.author ? held.filter(({ author }) => seesDeedsOf(world, viewer, author)).length : 0,
  };
}

export function toldThread({ commentPolicy: policy, ...thread }: Thread): unknown {
  const { locked, approvalRequired, viewerCanComment, muted, heldCount } = thread;
  return { locked, approvalRequired, policy, viewerCanComment, muted, heldCount };
}

function oneCommentReads(reading: Reading, comment: Comment): Read[] {
  const { world, viewer, api, names } = reading;
  const isSeen = seesComment(world, viewer, comment);
  const read = (name: string, expected: unknown, ask: () => Promise<unknown>): Read => {
    const seen = isSeen ? expected : 'COMMENT_NOT_FOUND';
    return { name: `${viewer?.name ?? 'guest'} ${name} ${comment.name}`, expected: seen, ask };
  };
  const commentId = comment.id;
  const replies = repliesTo(world, viewer, comment);
  const above: Comment[] = [];
  for (let one = comment.parent; one; one = one.parent) above.push(one);
  return [
    read('GetComment', commentAs(world, viewer, comment), async () => {
      const { comment: told } = await api.comments.getComment({ commentId });
      return told && toldComment(reading, told);
    }),
    read('ListReplies', replies.map(nameOf), () =>
      walk(
        reading,
        (page) => api.comments.listReplies({ commentId, order: 0, ...page }),
        (page) => page.replies.map((reply) => names.of(reply.commentId)),
      ),
    ),
    read('ListCommentLikers', visibleDoers(world, viewer, comment.likes).map(nameOf), () =>
      walk(
        reading,
        (page) => api.commentLikes.listCommentLikers({ commentId, ...page }),
        (page) => page.accounts.map((card) => names.ofCard(card)),
      ),
    ),
    read('ListCommentAncestors', above.map(nameOf), () =>
      walk(
        reading,
        (page) => api.comments.listCommentAncestors({ commentId, ...page }),
        (page) => page.ancestors.map((one) => names.of(one.commentId)),
      ),
    ),
    read('ListCommentRevisions', comment.state === 'tombstone' ? 0 : comment.revisions, async () => {
      const page = (token: object) => api.comments.listCommentRevisions({ commentId, ...token });
      return (await walk(reading, page, ({ revisions }) => revisions)).length;
    }),
  ];
}

function authorComments(reading: Reading, person: Person): Read {
  const { world, viewer, api, names } = reading;
  const open = isOpen(world, viewer, person) && !(viewer !== undefined && world.blocks.has(viewer, person));
  const written = world.comments.filter(({ author, state }) => author === person && state === 'live');
  const told = written.filter((comment) => open && seesComment(world, viewer, comment)).map(nameOf);
  return {
    name: `${viewer?.name ?? 'guest'} ListAuthorComments ${person.name}`,
    expected: knows(world, viewer, person) ? told.toReversed() : 'AUTHOR_NOT_FOUND',
    ask: () =>
      walk(
        reading,
        (page) => api.comments.listAuthorComments({ authorId: person.id, ...page }),
        (page) => page.comments.map((comment) => names.of(comment.commentId)),
      ),
  };
}

/** What waits for one's approval. */
export function ownCommentReads(reading: Reading, viewer: Person): Read[] {
  const { world, api, names } = reading;
  const held = world.comments.filter(({ state, post }) => state === 'held' && post.author === viewer);
  const seen = held.filter(({ author, post }) => seesPost(world, viewer, post) && seesDeedsOf(world, viewer, author));
  return [
    {
      name: `${viewer.name} ListHeldComments`,
      expected: seen.map(nameOf),
      ask: () =>
        walk(
          reading,
          (page) => api.threads.listHeldComments({ postId: '', ...page }),
          (page) => page.comments.map((comment) => names.of(comment.commentId)),
        ),
    },
  ];
}

/** The visible replies that stand directly under a comment, the oldest first. */
function repliesTo(world: World, viewer: Viewer, comment: Comment): Comment[] {
  return world.comments.filter((each) => each.parent === comment && seesComment(world, viewer, each));
}

export function commentAs(world: World, viewer: Viewer, comment: Comment): unknown {
  const { state, author, text, hidden, likes } = comment;
  const isTombstone = state === 'tombstone';
  return {
    name: comment.name,
    author: isTombstone ? undefined : author.name,
    text: isTombstone ? '' : text,
    replies: repliesTo(world, viewer, comment).length,
    deleted: isTombstone,
    likes: visibleDoers(world, viewer, likes).length,
    liked: viewer !== undefined && likes.has(viewer),
    hidden: hidden && !isTombstone,
    held: state === 'held',
  };
}

export function toldComment(
  { names }: { readonly names: Pick<Names, 'of' | 'ofCard'> },
  comment: ToldComment,
): unknown {
  return {
    name: names.of(comment.commentId),
    author: comment.author && names.ofCard(comment.author),
    text: comment.text,
    replies: comment.replyCount,
    deleted: comment.deleted,
    likes: comment.likeCount,
    liked: comment.viewerLiked,
    hidden: comment.hidden && !comment.deleted,
    held: comment.held,
  };
}
