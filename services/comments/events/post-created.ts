import { PostCreated } from '#gen/tertulia/posts/v1/post_events.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import { headerFromCreated } from '../convert.ts';
import { putPost } from '../store/post-store.ts';

/** Keeps who may read a post, and so its comments, and who may write them. */
export const onPostCreated: EventHandler = on(PostCreated, (tx, created) => putPost(tx, headerFromCreated(created)));
