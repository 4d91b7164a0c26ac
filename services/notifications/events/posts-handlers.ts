import {
  PostCreated,
  PostDeleted,
  PostEdited,
  PostLiked,
  PostPurged,
  PostReposted,
  PostRestored,
  PostUnliked,
  PostUnreposted,
  QuoteRemoved,
} from '#gen/tertulia/posts/v1/post_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { type EventHandler, on, onRun, type Told } from '../../kit/events/consumer.ts';
import { audienceFromProto } from '../convert.ts';
import type { Act } from '../domain/act.ts';
import type { PostHeader } from '../domain/post.ts';
import { removeEdits, removeKeys, removeOfPosts } from '../store/act-store.ts';
import { forgetThreads } from '../store/comment-store.ts';
import {
  addEngagements,
  findEngaged,
  forgetEngagements,
  removeEngagements,
  removeEngagementsBy,
} from '../store/engagement-store.ts';
import { editPost, purgePost, putPosts, setPostState } from '../store/post-store.ts';
import { disengage, notify, reconsider, tellRemoved } from './notify.ts';
import type { Teller } from './teller.ts';

/** What posts' log means for notifications. */
export function postsHandlers(teller: Teller): EventHandler[] {
  return [...postHandlers(teller), ...engagementHandlers(teller)];
}

function postHandlers(teller: Teller): EventHandler[] {
  return [
    onRun(PostCreated, async (tx, told) => {
      const posts = told.map(({ payload }) => payload.postId);
      const gone = await putPosts(tx, told.map(headerOf));
      if (gone.length > 0) {
        await forgetThreads(tx, gone);
        await forgetEngagements(tx, gone);
      }
      // What came before its post waited for it.
      await reconsider(teller, tx, { posts });
      const quotes = told.flatMap(quotesOf);
      await addEngagements(tx, quotes.map(engagementOf));
      await notify(teller, tx, [...told.flatMap(mentionsOf), ...quotes]);
    }),
    on(PostEdited, async (tx, edited, { createTime }) => {
      if (edited.textChanged) await edit(teller, tx, { ...edited, editTime: edited.editTime ?? createTime });
    }),
    on(PostDeleted, async (tx, { postId }) => {
      await setPostState(tx, postId, 'deleted');
      await reconsider(teller, tx, { posts: [postId] });
    }),
    on(PostRestored, async (tx, { postId }) => {
      await setPostState(tx, postId, 'live');
      await reconsider(teller, tx, { posts: [postId] });
    }),
    on(PostPurged, async (tx, { postId, authorId }) => {
      await purgePost(tx, postId, authorId);
      await forgetThreads(tx, [postId]);
      await tellRemoved(teller, tx, await removeOfPosts(tx, [postId]));
      await forgetEngagements(tx, [postId]);
      await disengage(teller, tx, await removeEngagementsBy(tx, [postId]));
    }),
  ];
}

/** Of what engages one person with one post, and notifies one. */
const longestRun = 50;

function engagementHandlers(teller: Teller): EventHandler[] {
  const take = async (tx: Transaction, acts: readonly EngagingAct[]) => {
    await addEngagements(tx, acts.map(engagementOf));
    await notify(teller, tx, acts);
  };
  const takeBack = async (tx: Transaction, acts: readonly EngagingAct[]) => {
    await tellRemoved(teller, tx, await removeKeys(tx, acts));
    await disengage(teller, tx, await removeEngagements(tx, acts.map(engagementOf)));
  };
  const likes = (told: readonly Told<PostLiked>[]) =>
    told.flatMap(({ payload, event }) => engagement('like', payload, event.createTime));
  const reposts = (told: readonly Told<PostUnreposted & { repostTime?: Date | undefined }>[]) =>
    told.flatMap(({ payload, event }) => engagement('repost', payload, payload.repostTime ?? event.createTime));
  return [
    onRun(PostLiked, (tx, told) => take(tx, likes(told)), longestRun),
    onRun(PostUnliked, (tx, told) => takeBack(tx, likes(told)), longestRun),
    onRun(PostReposted, (tx, told) => take(tx, reposts(told)), longestRun),
    onRun(PostUnreposted, (tx, told) => takeBack(tx, reposts(told)), longestRun),
    on(QuoteRemoved, (tx, quote, { createTime }) => takeBack(tx, quoteActs(quote, createTime))),
  ];
}

/** An act by which its actor has to do with the post that it is about. */
type EngagingAct = Act & { readonly kind: 'like' | 'repost' | 'quote' };

function engagementOf({ objectId: postId, actorId: accountId, kind, refId, createTime }: EngagingAct) {
  return { postId, accountId, kind, refId: kind === 'quote' ? refId : '', createTime };
}

/** Nobody is notified of what they did themselves. */
function engagement(
  kind: 'like' | 'repost',
  { postId, authorId, accountId }: { postId: string; authorId: string; accountId: string },
  createTime: Date,
): EngagingAct[] {
  if (accountId === authorId) return [];
  const about = { refId: postId, objectId: postId, postId, postAuthorId: authorId, commentId: '', note: '' };
  return [{ receiverId: authorId, actorId: accountId, kind, ...about, createTime }];
}

function headerOf({ payload: post }: Told<PostCreated>): PostHeader {
  const { postId, authorId, mentionedIds, circleId, text, hashtags } = post;
  return { postId, authorId, mentionedIds, circleId, text, hashtags, audience: audienceFromProto(post.audience) };
}

function mentionsOf({ payload, event }: Told<PostCreated>): Act[] {
  const { postId, authorId, mentionedIds, createTime = event.createTime } = payload;
  return mentionActs(postId, authorId, mentionedIds, createTime);
}

function mentionActs(postId: string, authorId: string, mentionedIds: readonly string[], createTime: Date): Act[] {
  const about = { refId: postId, objectId: postId, postId, postAuthorId: authorId, commentId: '', note: '' };
  return mentionedIds
    .filter((receiverId) => receiverId !== authorId)
    .map((receiverId) => ({ receiverId, actorId: authorId, kind: 'mention', ...about, createTime }));
}

function quotesOf({ payload, event }: Told<PostCreated>): EngagingAct[] {
  return quoteActs(payload, payload.createTime ?? event.createTime);
}

function quoteActs(
  quote: { postId: string; authorId: string; quotedPostId: string; quotedAuthorId: string },
  createTime: Date,
): EngagingAct[] {
  const { postId, authorId, quotedPostId, quotedAuthorId } = quote;
  if (quotedPostId === '' || quotedAuthorId === authorId) return [];
  const about = { refId: postId, objectId: quotedPostId, postId, postAuthorId: authorId, commentId: '', note: '' };
  return [{ receiverId: quotedAuthorId, actorId: authorId, kind: 'quote', ...about, createTime }];
}

/** How many people are told of an edit in one go. */
const perGo = 500;

/** Who is mentioned now is told so; who had to do with the post is told that it is another now. */
async function edit(teller: Teller, tx: Transaction, edited: PostEdited & { editTime: Date }): Promise<void> {
  const { postId, authorId, editTime } = edited;
  const { added, removed } = await editPost(tx, edited);
  if (removed.length > 0) {
    await tellRemoved(teller, tx, await removeKeys(tx, mentionActs(postId, authorId, removed, editTime)));
  }
  await reconsider(teller, tx, { posts: [postId] });
  await notify(teller, tx, mentionActs(postId, authorId, added, editTime));
  await tellRemoved(teller, tx, await removeEdits(tx, [postId]));
  const engaged = await findEngaged(tx, postId, editTime);
  for (let start = 0; start < engaged.length; start += perGo) {
    const some = engaged.slice(start, start + perGo);
    await notify(
      teller,
      tx,
      some.map((accountId) => editAct({ postId, authorId }, accountId, editTime)),
    );
  }
}

/** That a post is another now than when somebody had to do with it. */
export function editAct(post: { postId: string; authorId: string }, accountId: string, editTime: Date): Act {
  const { postId, authorId } = post;
  const about = { refId: postId, objectId: postId, postId, postAuthorId: authorId, commentId: '', note: '' };
  return { receiverId: accountId, actorId: authorId, kind: 'post_edited', ...about, createTime: editTime };
}
