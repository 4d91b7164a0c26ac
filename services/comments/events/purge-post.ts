import type { Transaction } from '../../kit/database/database.ts';
import { forgetTexts } from '../store/forget-text.ts';
import { setPostState } from '../store/post-store.ts';
import { removeThread } from '../store/remove-comment.ts';

/** A post is gone for good, and its comments with it. */
export async function purgePost(tx: Transaction, post: { postId: string; authorId: string }): Promise<void> {
  await setPostState(tx, post, 'purged');
  await removeThread(tx, post.postId);
  await forgetTexts(tx, post.postId);
}
