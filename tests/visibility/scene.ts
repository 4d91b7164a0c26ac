import { randomUUID } from 'node:crypto';
import type { Channel } from 'nice-grpc';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { password } from '../members.ts';
import { audienceCodes } from '../model/enums.ts';
import { type NativeApi, openClient } from '../model/open-client.ts';
import type { Log, Settling } from '../model/settle.ts';
import { type Audience, audiences, type Item, type Viewer, viewers } from './expectation.ts';

/** Somebody with an account. */
export interface Somebody {
  readonly id: string;
  readonly handle: string;
  readonly token: string;
  readonly api: NativeApi;
}

/** A post of the author with all that hangs on it. */
export interface SceneItem extends Item {
  readonly postId: string;
  /** Of the author, on the post. */
  readonly commentId: string;
  /** Of the author, under the comment. */
  readonly replyId: string;
  /** On this post alone. */
  readonly hashtag: string;
  /** A second post for the same people, written when all streams were open. */
  latePostId: string;
}

/** An author, what they wrote, and people who stand to them in every way. */
export interface Scene {
  readonly authorPrivate: boolean;
  readonly author: Somebody;
  /** Sees everything: follows the author, is in the circle and mentioned. Likes and comments. */
  readonly witness: Somebody;
  readonly circleId: string;
  readonly items: readonly SceneItem[];
  /** Undefined for who is anonymous. */
  person(viewer: Viewer): Somebody | undefined;
  api(viewer: Viewer): NativeApi;
}

const allLogs: readonly Log[] = ['profile', 'posts', 'comments'];

const id = () => ({ requestId: randomUUID() });

/** Makes the scene of a public or a private author. What was close before a block is made before it. */
export async function makeScene(channel: Channel, settling: Settling, authorPrivate: boolean): Promise<Scene> {
  const prefix = `v${randomUUID().replaceAll('-', '').slice(0, 10)}`;
  const members = viewers.filter((viewer) => viewer !== 'anonymous');
  const people = new Map<Viewer | 'witness', Somebody>();
  for (const [index, viewer] of [...members, 'witness' as const].entries()) {
    people.set(viewer, await signUp(channel, `${prefix}_${index}`));
  }
  const find = (viewer: Viewer | 'witness') => people.get(viewer) as Somebody;
  const author = find('author');
  const witness = find('witness');
  const { circle } = await author.api.circles.createCircle({ ...id(), name: 'Friends' });
  const circleId = circle?.circleId ?? '';
  const inCircle = (['circle member', 'blocked', 'blocker', 'witness'] as const).map((viewer) => find(viewer).id);
  await author.api.circles.addCircleMembers({ ...id(), circleId, accountIds: inCircle });
  for (const viewer of ['follower', 'blocked', 'blocker', 'witness'] as const) {
    await find(viewer).api.graph.follow({ ...id(), accountId: author.id });
  }
  await settling.settle(allLogs);
  const mentions = (['mentioned', 'blocked', 'blocker', 'witness'] as const).map((each) => `@${find(each).handle}`);
  const items = [];
  for (const audience of audiences) {
    const post = { audience, circleId, prefix, mentions, authorPrivate };
    items.push(await writeItem(author, witness, post, settling));
  }
  await settling.settle(allLogs);
  for (const viewer of members) await bookmarkAll(find(viewer), items);
  for (const { postId, audience } of items) {
    if (audience !== 'mentioned') await author.api.engagement.pinPost({ ...id(), postId });
  }
  await part(find, author, authorPrivate);
  await settling.settle(allLogs);
  const guest = openClient(channel);
  return {
    ...{ authorPrivate, author, witness, circleId, items },
    person: (viewer) => people.get(viewer),
    api: (viewer) => people.get(viewer)?.api ?? guest,
  };
}

/** What comes between the author and some of them, once everything is there. */
async function part(find: (viewer: Viewer) => Somebody, author: Somebody, authorPrivate: boolean): Promise<void> {
  if (authorPrivate) {
    await author.api.graph.updatePrivacy({ ...id(), private: true });
    await find('pending').api.graph.follow({ ...id(), accountId: author.id });
  }
  await author.api.mutes.muteAccount({ ...id(), accountId: find('muted').id, notifications: true });
  await author.api.graph.block({ ...id(), accountId: find('blocked').id });
  await find('blocker').api.graph.block({ ...id(), accountId: author.id });
}

async function writeItem(
  author: Somebody,
  witness: Somebody,
  {
    audience,
    circleId,
    prefix,
    mentions,
    authorPrivate,
  }: { audience: Audience; circleId: string; prefix: string; mentions: readonly string[]; authorPrivate: boolean },
  settling: Settling,
): Promise<SceneItem> {
  const hashtag = `${prefix}${audience}`;
  const text = `Meant for ${audience} #${hashtag} ${mentions.join(' ')}`;
  const postId = await writePost(author, audience, circleId, text);
  await author.api.posts.updatePost({ ...id(), post: { postId, text: `${text}!` }, updateMask: ['text'] });
  await settling.settle(allLogs);
  const commentId = await comment(author, postId, '');
  const replyId = await comment(author, postId, commentId);
  await author.api.comments.updateComment({
    ...id(),
    comment: { commentId, text: 'Changed' },
    updateMask: ['text'],
  });
  await witness.api.engagement.likePost({ ...id(), postId });
  await witness.api.commentLikes.likeComment({ ...id(), commentId });
  if (audience === 'public') {
    await witness.api.engagement.repostPost({ ...id(), postId });
    await witness.api.posts.createPost({ ...id(), text: 'Look', quotedPostId: postId });
  }
  return { audience, authorPrivate, postId, commentId, replyId, hashtag, latePostId: '' };
}

/** Writes a post of the author for an audience. Its id. */
export async function writePost(author: Somebody, audience: Audience, circleId: string, text: string): Promise<string> {
  const forCircle = audience === 'circle' ? circleId : '';
  const request = { ...id(), text, audience: audienceCodes[audience], circleId: forCircle };
  return (await author.api.posts.createPost(request)).post?.postId ?? '';
}

async function comment(author: Somebody, postId: string, parentCommentId: string): Promise<string> {
  const request = { ...id(), postId, parentCommentId, text: 'A comment' };
  return (await author.api.comments.createComment(request)).comment?.commentId ?? '';
}

/** What they see now; some of it will be hidden from some of them. */
async function bookmarkAll({ api }: Somebody, items: readonly SceneItem[]): Promise<void> {
  for (const { postId } of items) await api.engagement.bookmarkPost({ ...id(), postId }).catch(() => undefined);
}

export async function signUp(channel: Channel, handle: string): Promise<Somebody> {
  const request = { ...id(), handle, displayName: handle, password };
  const { profile, accessToken } = await openClient(channel).accounts.signUp(request);
  const api = openClient(channel, accessToken);
  await waitFor(() => api.notifications.getUnreadCount({}).then(() => true));
  return { id: profile?.accountId ?? '', handle, token: accessToken, api };
}
