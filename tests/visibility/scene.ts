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
  /** Of the witness, on the post: it waits for the author's approval. */
  readonly heldId: string;
  /** Of the witness, of a post that everybody could see; else ''. */
  readonly quoteId: string;
  /** As `quoteId`, for nobody but whom the author mentions. */
  readonly closeQuoteId: string;
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
  /** Follows the author, and everybody follows them. */
  readonly bridge: Somebody;
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
  const people = new Map<Viewer | 'witness' | 'bridge', Somebody>();
  for (const [index, viewer] of [...members, 'witness' as const, 'bridge' as const].entries()) {
    people.set(viewer, await signUp(channel, `${prefix}_${index}`));
  }
  const find = (viewer: Viewer | 'witness' | 'bridge') => people.get(viewer) as Somebody;
  const author = find('author');
  const witness = find('witness');
  const { circle } = await author.api.circles.createCircle({ ...id(), name: 'Friends' });
  const circleId = circle?.circleId ?? '';
  const inCircle = (['circle member', 'blocked', 'blocker', 'witness'] as const).map((viewer) => find(viewer).id);
  await author.api.circles.addCircleMembers({ ...id(), circleId, accountIds: inCircle });
  const bridge = find('bridge');
  for (const viewer of members) await find(viewer).api.graph.follow({ ...id(), accountId: bridge.id });
  for (const viewer of ['follower', 'blocked', 'blocker', 'witness', 'bridge'] as const) {
    await find(viewer).api.graph.follow({ ...id(), accountId: author.id });
  }
  await settling.settle(allLogs);
  const mentions = (['mentioned', 'blocked', 'blocker', 'witness'] as const).map((each) => `@${find(each).handle}`);
  const items = [];
  for (const audience of audiences) {
    const mentioned = find('mentioned').handle;
    const post = { audience, circleId, prefix, mentions, mentioned, authorPrivate };
    items.push(await writeItem(author, witness, post, settling));
  }
  await settling.settle(allLogs);
  for (const viewer of members) await bookmarkAll(find(viewer), items);
  await showDoings(find, items);
  for (const { postId, audience } of items) {
    if (audience !== 'mentioned') await author.api.engagement.pinPost({ ...id(), postId });
  }
  await part(find, author, authorPrivate);
  await settling.settle(allLogs);
  const guest = openClient(channel);
  return {
    ...{ authorPrivate, author, witness, bridge, circleId, items },
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

/** What others do that some must not see: of whom one blocks. */
async function showDoings(find: (viewer: Viewer) => Somebody, items: readonly SceneItem[]): Promise<void> {
  const [follower, stranger] = [find('follower'), find('stranger')];
  for (const { postId, audience } of items) {
    if (audience === 'public') {
      await follower.api.engagement.repostPost({ ...id(), postId });
      await stranger.api.threads.muteThread({ ...id(), postId });
    }
  }
  await stranger.api.graph.block({ ...id(), accountId: follower.id });
}

interface ItemToWrite {
  readonly audience: Audience;
  readonly circleId: string;
  readonly prefix: string;
  /** Whom it mentions; the one of them who neither follows the author nor is blocked. */
  readonly mentions: readonly string[];
  readonly mentioned: string;
  readonly authorPrivate: boolean;
}

async function writeItem(
  author: Somebody,
  witness: Somebody,
  { audience, circleId, prefix, mentions, mentioned, authorPrivate }: ItemToWrite,
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
  const thread = { postId, approvalRequired: true };
  await author.api.threads.updateThread({ ...id(), thread, updateMask: ['approval_required'] });
  const heldId = await comment(witness, postId, '');
  const [quoteId, closeQuoteId] = audience === 'public' ? await quoteTwice(witness, postId, mentioned) : ['', ''];
  const made = { postId, commentId, replyId, heldId, quoteId, closeQuoteId, hashtag, latePostId: '' };
  return { audience, authorPrivate, ...made };
}

/** Reposts a post, and quotes it for everybody and for one. The ids of the quotes. */
async function quoteTwice({ api }: Somebody, quotedPostId: string, handle: string): Promise<readonly [string, string]> {
  await api.engagement.repostPost({ ...id(), postId: quotedPostId });
  const { post: open } = await api.posts.createPost({ ...id(), text: 'Look', quotedPostId });
  const close = { text: `Look, @${handle}`, audience: audienceCodes.mentioned, quotedPostId };
  const { post: closed } = await api.posts.createPost({ ...id(), ...close });
  return [open?.postId ?? '', closed?.postId ?? ''];
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
