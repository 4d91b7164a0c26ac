import { PostCreated, PostDeleted, PostEdited, PostPurged, PostRestored } from '#gen/tertulia/posts/v1/post_events.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import { headerFromCreated, policyFromProto } from '../convert.ts';
import { isDeleted } from '../store/author-store.ts';
import { editPost, putPost, setPostState } from '../store/post-store.ts';
import { purgePost } from './purge-post.ts';

/**
 * Keep who may read a post, and so its comments, and who may write them. While a post is deleted and may yet be
 * restored, its comments stay, unseen. Profile's log may have told already that its author is gone.
 */
export function postHandlers(): EventHandler[] {
  return [
    on(PostCreated, async (tx, created) => {
      if (await isDeleted(tx, created.authorId)) await setPostState(tx, created, 'purged');
      else await putPost(tx, headerFromCreated(created));
    }),
    on(PostEdited, async (tx, { postId, mentionedIds, ...edited }) => {
      await editPost(tx, { postId, mentionedIds, commentPolicy: policyFromProto(edited.commentPolicy) });
    }),
    on(PostDeleted, (tx, post) => setPostState(tx, post, 'deleted')),
    on(PostRestored, (tx, post) => setPostState(tx, post, 'live')),
    on(PostPurged, (tx, post) => purgePost(tx, post)),
  ];
}
