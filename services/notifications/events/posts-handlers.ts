import { PostCreated, PostDeleted, PostLiked, PostUnliked } from '#gen/tertulia/posts/v1/post_events.ts';
import { type EventHandler, on, onRun, type Told } from '../../kit/events/consumer.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import { audienceFromProto } from '../convert.ts';
import { type NewNotification, snippetOf } from '../domain/notification.ts';
import type { PostHeader } from '../domain/post.ts';
import { addNotifications, removeNotification, removeOfPost } from '../store/notification-store.ts';
import { deletePost, putPosts } from '../store/post-store.ts';
import { readWaiting } from '../store/viewed-store.ts';
import { announce, notify, tellRemoved } from './announce.ts';

/** What posts' log means for notifications. */
export function postsHandlers(eventLog: EventLog): EventHandler[] {
  return [
    onRun(PostCreated, async (tx, told) => {
      await putPosts(tx, told.map(headerOf));
      await addNotifications(tx, told.flatMap(mentionsOf));
      // They wait with those that came before their post.
      await announce(eventLog, tx, await readWaiting(tx, { postIds: told.map(({ payload }) => payload.postId) }));
    }),
    on(PostDeleted, async (tx, { postId, authorId }) => {
      await deletePost(tx, postId, authorId);
      await tellRemoved(eventLog, tx, await removeOfPost(tx, postId));
    }),
    on(PostLiked, async (tx, like, { createTime }) => {
      if (like.accountId !== like.authorId) await notify(eventLog, tx, { ...likeKey(like), createTime });
    }),
    on(PostUnliked, async (tx, like) => {
      await tellRemoved(eventLog, tx, await removeNotification(tx, likeKey(like)));
    }),
  ];
}

function likeKey({ postId, authorId, accountId }: PostLiked) {
  return { receiverId: authorId, kind: 'like', actorId: accountId, postId, commentId: '' } as const;
}

function headerOf({ payload: post }: Told<PostCreated>): PostHeader {
  const { postId, authorId, mentionedIds, circleId } = post;
  const audience = audienceFromProto(post.audience);
  return { postId, authorId, mentionedIds, circleId, audience, snippet: snippetOf(post.text) };
}

function mentionsOf({ payload, event }: Told<PostCreated>): NewNotification[] {
  const { postId, authorId: actorId, mentionedIds, createTime = event.createTime } = payload;
  const receivers = mentionedIds.filter((receiverId) => receiverId !== actorId);
  return receivers.map((receiverId) => ({ receiverId, kind: 'mention', actorId, postId, commentId: '', createTime }));
}
