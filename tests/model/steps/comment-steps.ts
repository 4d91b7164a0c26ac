import { isAmong, seesComment, seesPost } from '../sight.ts';
import { type Act, byAuthor, type Doing, expectEnd, fresh, pickComment, pickPost } from '../step.ts';
import type { Comment, Person, Post, World } from '../world.ts';
import { write } from '../writing.ts';
import { tellEdited } from './post-steps.ts';

const createComment: Act = async (doing) => {
  const { world, actor, flavour } = doing;
  const parent = flavour % 2 === 0 ? pickComment(doing) : undefined;
  const post = parent?.post ?? pickPost(doing);
  if (post === undefined) return;
  const writing = write(doing);
  const end = endOfCreating(world, actor, post, parent);
  const request = { ...fresh(), postId: post.id, parentCommentId: parent?.id ?? '', text: writing.text };
  const answer = await expectEnd(actor.api.comments.createComment(request), end);
  if (answer === undefined) return;
  const held = post.approval && actor !== post.author;
  const comment: Comment = {
    ...{ name: `c${world.comments.length}`, id: answer.comment?.commentId ?? '', post, parent, author: actor },
    ...{ time: world.tick(), ...writing, revisions: 1, hidden: false, likes: new Map() },
    state: held ? 'held' : 'live',
    wasSeen: !held,
  };
  world.comments.push(comment);
  if (held) tellHeld(world, comment, comment.time);
  else tellComment(world, comment);
};

function endOfCreating(world: World, actor: Person, post: Post, parent: Comment | undefined): string {
  if (!seesPost(world, actor, post)) return 'POST_NOT_FOUND';
  if (!isAmong(world, actor, post)) return 'COMMENTS_RESTRICTED';
  if (post.locked && actor !== post.author) return 'THREAD_LOCKED';
  if (parent !== undefined && !seesComment(world, actor, parent)) return 'COMMENT_NOT_FOUND';
  if (parent?.state === 'tombstone') return 'COMMENT_DELETED';
  return parent?.state === 'held' ? 'COMMENT_HELD' : 'OK';
}

function tellHeld(world: World, comment: Comment, time: number): void {
  const { post, author: actor, name } = comment;
  const about = { kind: 'COMMENT_HELD', ref: name, object: post.name, post, comment, actor } as const;
  world.acts.add({ ...about, receiver: post.author }, time);
}

/** One act for one person: an answer before a comment before a mention. */
function tellComment(world: World, comment: Comment): void {
  const { post, parent, author: actor, name, time, mentions } = comment;
  const about = { ref: name, post, comment, actor };
  const answered = parent?.state === 'live' || parent?.state === 'held' ? parent.author : undefined;
  for (const receiver of mentions) {
    if (receiver === answered || receiver === post.author) continue;
    world.acts.add({ kind: 'MENTION', object: name, receiver, ...about }, time);
  }
  if (answered !== post.author)
    world.acts.add({ kind: 'COMMENT', object: post.name, receiver: post.author, ...about }, time);
  if (answered) world.acts.add({ kind: 'REPLY', object: parent?.name ?? '', receiver: answered, ...about }, time);
}

const editComment: Act = async (anyone) => {
  const comment = pickComment(anyone);
  if (comment === undefined) return;
  const doing = byAuthor(anyone, comment);
  const { world, actor } = doing;
  const writing = write(doing);
  const { text, mentions } = writing;
  const isOwn = comment.author === actor && comment.state !== 'tombstone' && seesComment(world, actor, comment);
  const request = { ...fresh(), comment: { commentId: comment.id, text }, updateMask: ['text'] };
  await expectEnd(actor.api.comments.updateComment(request), isOwn ? 'OK' : 'COMMENT_NOT_FOUND');
  if (!isOwn) return;
  const [before, time] = [comment.mentions, world.tick()];
  // The text of one that is held is replaced.
  const revisions = comment.state === 'held' ? comment.revisions : comment.revisions + 1;
  Object.assign(comment, { ...writing, revisions });
  if (comment.state === 'held') return;
  if (comment.post.approval && !comment.hidden && actor !== comment.post.author) {
    comment.state = 'held';
    return tellHeld(world, comment, time);
  }
  takeBackMentions(world, comment);
  for (const receiver of mentions.difference(before)) {
    if (receiver === comment.post.author || receiver === comment.parent?.author) continue;
    const about = { kind: 'MENTION', ref: comment.name, object: comment.name, post: comment.post, comment } as const;
    world.acts.add({ ...about, actor, receiver }, time);
  }
};

function takeBackMentions(world: World, comment: Comment): void {
  const isMention = (kind: string) => kind === 'MENTION';
  world.acts.remove((act) => isMention(act.kind) && act.comment === comment && !comment.mentions.has(act.receiver));
}

const deleteComment: Act = async (doing) => {
  const comment = pickComment(doing);
  // Of a deleted post it is not said whether its comments can still be deleted.
  if (comment === undefined || comment.post.deletedAt !== undefined) return;
  const { world, actor } = doing;
  const isOwn = comment.author === actor && (comment.state === 'live' || comment.state === 'held');
  const request = { ...fresh(), commentId: comment.id };
  await expectEnd(actor.api.comments.deleteComment(request), isOwn ? 'OK' : 'COMMENT_NOT_FOUND');
  if (isOwn) removeComment(world, comment);
};

/** A tombstone stays while something stands under it. */
export function removeComment(world: World, comment: Comment): void {
  world.acts.remove((act) => act.comment === comment);
  comment.state = 'tombstone';
  comment.likes.clear();
  for (let one: Comment | undefined = comment; one?.state === 'tombstone'; one = one.parent) {
    if (world.comments.some(({ parent, state }) => parent === one && state !== 'gone')) return;
    one.state = 'gone';
  }
}

/** What is said of liking, hiding and the like a comment that one may not touch now. */
function endOfTouching({ world, actor }: Doing, comment: Comment): string {
  return seesComment(world, actor, comment) ? endOfState(comment) : 'COMMENT_NOT_FOUND';
}

function endOfState({ state }: Comment): string {
  if (state === 'tombstone') return 'COMMENT_DELETED';
  return state === 'held' ? 'COMMENT_HELD' : 'OK';
}

const likeComment: Act = async (doing) => {
  const comment = pickComment(doing);
  if (comment === undefined) return;
  const { world, actor } = doing;
  const end = endOfTouching(doing, comment);
  await expectEnd(actor.api.commentLikes.likeComment({ ...fresh(), commentId: comment.id }), end);
  if (end !== 'OK' || comment.likes.has(actor)) return;
  const time = world.tick();
  comment.likes.set(actor, time);
  const about = { ref: comment.name, object: comment.name, post: comment.post, comment };
  world.acts.add({ kind: 'COMMENT_LIKE', receiver: comment.author, actor, ...about }, time);
};

const unlikeComment: Act = async (doing) => {
  const comment = pickComment(doing);
  if (comment === undefined) return;
  const { world, actor } = doing;
  const end = endOfTouching(doing, comment);
  await expectEnd(actor.api.commentLikes.unlikeComment({ ...fresh(), commentId: comment.id }), end);
  if (end !== 'OK') return;
  comment.likes.delete(actor);
  world.acts.remove((act) => act.kind === 'COMMENT_LIKE' && act.comment === comment && act.actor === actor);
};

/** A block does not keep the author of a post from what stands under it. */
function endOfModerating({ world, actor }: Doing, comment: Comment): string {
  const { post, state } = comment;
  if (post.author === actor && seesPost(world, actor, post)) return state === 'gone' ? 'COMMENT_NOT_FOUND' : 'OK';
  return seesComment(world, actor, comment) ? 'NOT_POST_AUTHOR' : 'COMMENT_NOT_FOUND';
}

const hideComment: Act = async (doing) => {
  const comment = pickComment(doing);
  if (comment === undefined) return;
  const actor = doing.flavour % 3 === 0 ? doing.actor : comment.post.author;
  const seen = endOfModerating({ ...doing, actor }, comment);
  const end = seen === 'OK' ? endOfState(comment) : seen;
  const hide = doing.flavour % 2 === 0;
  const request = { ...fresh(), commentId: comment.id };
  await expectEnd(hide ? actor.api.threads.hideComment(request) : actor.api.threads.unhideComment(request), end);
  if (end === 'OK') comment.hidden = hide;
};

const judgeComment: Act = async (doing) => {
  const comment = doing.world.comments.findLast(({ state }) => state === 'held') ?? pickComment(doing);
  if (comment === undefined) return;
  const { world, flavour } = doing;
  const actor = flavour % 3 === 0 ? doing.actor : comment.post.author;
  const seen = endOfModerating({ ...doing, actor }, comment);
  const end = seen === 'OK' && comment.state !== 'held' ? 'COMMENT_NOT_HELD' : seen;
  const approve = flavour % 4 > 0;
  const request = { ...fresh(), commentId: comment.id };
  await expectEnd(approve ? actor.api.threads.approveComment(request) : actor.api.threads.rejectComment(request), end);
  if (end !== 'OK') return;
  world.acts.remove((act) => act.kind === 'COMMENT_HELD' && act.comment === comment);
  if (!approve) return removeComment(world, comment);
  Object.assign(comment, { state: 'live', wasSeen: true });
  takeBackMentions(world, comment);
  tellComment(world, comment);
  // Who waited while the post was edited hears of it now.
  tellEdited(world, comment.post, comment.author);
};

const keepThread: Act = async (doing) => {
  const post = pickPost(doing);
  if (post === undefined) return;
  const { world, flavour } = doing;
  const actor = flavour % 3 === 0 ? doing.actor : post.author;
  const [locked, approval] = [flavour % 4 === 0, flavour % 5 < 2];
  const isSeen = seesPost(world, actor, post);
  const end = !isSeen ? 'POST_NOT_FOUND' : post.author === actor ? 'OK' : 'NOT_POST_AUTHOR';
  const thread = { postId: post.id, locked, approvalRequired: approval };
  const request = { ...fresh(), thread, updateMask: ['locked', 'approval_required'] };
  await expectEnd(actor.api.threads.updateThread(request), end);
  if (end === 'OK') Object.assign(post, { locked, approval });
};

const muteThread: Act = async (doing) => {
  const post = pickPost(doing);
  if (post === undefined) return;
  const { world, actor, flavour } = doing;
  const mute = flavour % 2 === 0;
  const end = seesPost(world, actor, post) ? 'OK' : 'POST_NOT_FOUND';
  const request = { ...fresh(), postId: post.id };
  await expectEnd(mute ? actor.api.threads.muteThread(request) : actor.api.threads.unmuteThread(request), end);
  if (end !== 'OK') return;
  if (mute) post.threadMutes.add(actor);
  else post.threadMutes.delete(actor);
};

/** Steps by name. */
export const commentSteps: Record<string, Act> = {
  ...{ createComment, editComment, deleteComment, likeComment, unlikeComment },
  ...{ hideComment, judgeComment, keepThread, muteThread },
};
