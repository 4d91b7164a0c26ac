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
  /** Of the third; both comment on it, and like it. */
  readonly meetingId: string;
  readonly hashtag: string;
}

const id = () => ({ requestId: randomUUID() });
/** More than a page of each. */
const postsEach = 6;

/** The two follow, mention, like and answer each other. */
export async function makeBlockScene(channel: Channel, settling: Settling): Promise<BlockScene> {
  const prefix = `b${randomUUID().replaceAll('-', '').slice(0, 10)}`;
  const [one, other, third] = await Promise.all(
    ['one', 'other', 'third'].map((name) => signUp(channel, `${prefix}_${name}`)),
  );
  if (!one || !other || !third) throw new Error('nobody signed up');
  for (const [who, whom] of [
    [one, other],
    [other, one],
    [one, third],
    [other, third],
  ] as const) {
    await who.api.graph.follow({ ...id(), accountId: whom.id });
  }
  await settling.settle(['profile']);
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
  for (const who of [one, other]) {
    await who.api.engagement.likePost({ ...id(), postId: meetingId });
    for (const text of ['First', 'Second', 'Third']) {
      await who.api.comments.createComment({ ...id(), postId: meetingId, parentCommentId: '', text });
    }
  }
  for (const [who, whom] of [
    [one, other],
    [other, one],
  ] as const) {
    for (const postId of posts.get(whom) ?? []) await who.api.engagement.likePost({ ...id(), postId });
    const [postId = ''] = posts.get(whom) ?? [];
    await who.api.comments.createComment({ ...id(), postId, parentCommentId: '', text: 'Good' });
  }
  await settling.settle(['posts', 'comments']);
  return { one, other, third, posts, meetingId, hashtag: prefix };
}
