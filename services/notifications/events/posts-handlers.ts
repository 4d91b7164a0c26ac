import { PostCreated, PostDeleted, PostLiked, PostUnliked } from '#gen/tertulia/posts/v1/post_events.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import { audienceFromProto } from '../convert.ts';
import { snippetOf } from '../domain/notification.ts';
import { addNotifications, removeNotification, removeOfPost } from '../store/notification-store.ts';
import { deletePost, putPost } from '../store/post-store.ts';
import { readWaiting } from '../store/viewed-store.ts';
import { announce, notify, tellRemoved } from './announce.ts';

/** What posts' log means for notifications. */
export function postsHandlers(eventLog: EventLog): EventHandler[] {
  return [
    on(PostCreated, async (tx, post, event) => {
      const { postId, authorId, mentionedIds, createTime = event.createTime } = post;
      const header = { audience: audienceFromProto(post.audience), snippet: snippetOf(post.text) };
      await putPost(tx, { postId, authorId, mentionedIds, ...header });
      const mention = { kind: 'mention', actorId: authorId, postId, commentId: '', createTime } as const;
      const receivers = mentionedIds.filter((receiverId) => receiverId !== authorId);
      await addNotifications(
        tx,
        receivers.map((receiverId) => ({ receiverId, ...mention })),
      );
      // They wait with those that came before their post.
      await announce(eventLog, tx, await readWaiting(tx, { postId }));
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
