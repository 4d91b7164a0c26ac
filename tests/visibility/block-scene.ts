import { randomUUID } from 'node:crypto';
import type { Channel } from 'nice-grpc';
import type { Settling } from '../model/settle.ts';
import { type Somebody, signUp, writePost } from './scene.ts';

/** Two who see all of each other, and a third at whose post they meet. */
export interface BlockScene {
  readonly one: Somebody;
  readonly other: Somebody;
  readonly third: Somebody;
  /** Posts of each of the two, by their ids. */
  readonly posts: ReadonlyMap<Somebody, readonly string[]>;
  /** Of the third; both comment on it, like it, repost it and quote it. */
  readonly meetingId: string;
  /** Of the third, on their post; both answer it, and like it. */
  readonly thirdsCommentId: string;
  /** Of each of the two, on a post of the other's, by its id. */
  readonly comments: ReadonlyMap<Somebody, string>;
  /** With it the posts of the two are found, and all three people. */
  readonly hashtag: string;
  /** Where WatchHome of each of the two was before all of that. */
  readonly homeCursors: ReadonlyMap<Somebody, string>;
}

const id = () => ({ requestId: randomUUID() });
/** More than a page of each. */
const postsEach = 6;

/** The two follow, mention, like and answer each other. */
export async function makeBlockScene(channel: Channel, settling: Settling): Promise<BlockScene> {
  const prefix = `b${randomUUID().replaceAll('-', '').slice(0, 10)}`;
  const [one, other, third] = await Promise.all(
    ['the_one', 'other', 'third'].map((name) => signUp(channel, `${prefix}_${name}`)),
  );
  if (!one || !other || !third) throw new Error('nobody signed up');
  for (const [who, whom] of [
    [one, other],
    [other, one],
    [one, third],
    [other, third],
    [third, one],
    [third, other],
  ] as const) {
    await who.api.graph.follow({ ...id(), accountId: whom.id });
  }
  await settling.settle(['profile']);
  const homeCursors = new Map([
    [one, await beginHome(one)],
    [other, await beginHome(other)],
  ]);
  const posts = new Map<Somebody, readonly string[]>();
  for (const [who, whom] of [
    [one, other],
    [other, one],
  ] as const) {
    const written = [];
    for (let count = 0; count < postsEach; count += 1) {
      written.push(await writePost(who, 'public', '', `Number ${count} #${prefix} @${whom.handle}`));
    }
    posts.set(who, written);
  }
  const meetingId = await writePost(third, 'public', '', 'Let us meet here');
  await settling.settle(['posts']);
  const thirdsCommentId = await answer(third, meetingId);
  for (const who of [one, other]) {
    await who.api.engagement.likePost({ ...id(), postId: meetingId });
    await who.api.engagement.repostPost({ ...id(), postId: meetingId });
    await who.api.posts.createPost({ ...id(), text: 'Look', quotedPostId: meetingId });
    for (let count = 0; count < 3; count += 1) await answer(who, meetingId);
    await answer(who, meetingId, thirdsCommentId);
    await who.api.commentLikes.likeComment({ ...id(), commentId: thirdsCommentId });
  }
  const comments = new Map<Somebody, string>();
  for (const [who, whom] of [
    [one, other],
    [other, one],
  ] as const) {
    for (const postId of posts.get(whom) ?? []) {
      await who.api.engagement.likePost({ ...id(), postId });
      await who.api.engagement.bookmarkPost({ ...id(), postId });
    }
    const [postId = ''] = posts.get(whom) ?? [];
    comments.set(who, await answer(who, postId));
  }
  await settling.settle(['posts', 'comments']);
  return { one, other, third, posts, comments, meetingId, thirdsCommentId, hashtag: prefix, homeCursors };
}

async function answer({ api }: Somebody, postId: string, parentCommentId = ''): Promise<string> {
  const { comment } = await api.comments.createComment({ ...id(), postId, parentCommentId, text: 'Good' });
  if (comment === undefined) throw new Error('CreateComment answered without a comment');
  return comment.commentId;
}

/** Where somebody's WatchHome is now. */
async function beginHome({ api }: Somebody): Promise<string> {
  for await (const { cursor } of api.timelines.watchHome({ cursor: '' })) return cursor;
  throw new Error('the stream told nothing');
}
