import { fillSlots } from './fill-slots.ts';
import type { DemoPerson } from './people.ts';
import type { Thread } from './posts.ts';
import type { Random } from './random.ts';
import { idAt, timeBetween } from './timeline.ts';
import { comments, replies } from './words/phrases.ts';

/** A comment of the demo network. */
export interface DemoComment {
  commentId: string;
  postId: string;
  postAuthorId: string;
  /** The comment that it answers, and who wrote that one; both absent on a comment on the post itself. */
  parentCommentId?: string;
  parentAuthorId?: string;
  authorId: string;
  text: string;
  createTime: Date;
}

/** `accountId` likes the comment. */
export interface DemoCommentLike {
  commentId: string;
  accountId: string;
}

const hourMs = 3_600_000;

/** Invents what friends say under a post, and what is answered, within hours of it and before `end`. */
export function inventComments({ post, author, readers }: Thread, end: number, random: Random): DemoComment[] {
  const count = Math.floor(4.5 * random.next() ** 2);
  return random.sample(readers, count).flatMap((reader) => {
    const write = (writer: DemoPerson, texts: readonly string[], after: Date) => {
      const latest = Math.min(end, after.getTime() + 8 * hourMs);
      const time = timeBetween(after.getTime() + 1, latest, random);
      const text = fillSlots(random.pick(texts), random);
      return { commentId: idAt(time, random), authorId: writer.accountId, text, createTime: new Date(time) };
    };
    const thread = { postId: post.postId, postAuthorId: post.authorId };
    const comment = { ...thread, ...write(reader, comments, post.createTime) };
    if (random.chance(0.55)) return [comment];
    const parent = { parentCommentId: comment.commentId, parentAuthorId: comment.authorId };
    return [comment, { ...thread, ...parent, ...write(author, replies, comment.createTime) }];
  });
}

/** Some comments please those who read along. */
export function inventCommentLikes(
  { readers }: Thread,
  under: readonly DemoComment[],
  random: Random,
): DemoCommentLike[] {
  return under.flatMap(({ commentId, authorId }) => {
    const count = Math.floor(3.2 * random.next() ** 8);
    const pleased = random.sample(readers, count).filter(({ accountId }) => accountId !== authorId);
    return pleased.map(({ accountId }) => ({ commentId, accountId }));
  });
}
