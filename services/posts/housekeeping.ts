import type { PostsContext } from './context.ts';
import { undoMs } from './domain/post.ts';
import { purgePost } from './events/delete-post.ts';
import { findHiddenPosts } from './store/post-store.ts';

/** How long after its time something is done at most. */
const everyMs = 1_000;

/** Does now what time brings: removes posts whose deletion can be taken back no longer. */
export async function keepHouse(context: PostsContext): Promise<void> {
  const before = new Date(context.now().getTime() - undoMs);
  const due = await findHiddenPosts(context.database, before);
  if (due.length === 0) return;
  await context.database.write(async (tx) => {
    // Once more, inside: what was restored in between stays, and another process may have been quicker.
    for (const post of await findHiddenPosts(tx, before)) await purgePost(context, { tx, traceparent: '' }, post);
  });
}

/** Keeps house every second until it is disposed. */
export function startHousekeeping(context: PostsContext): AsyncDisposable {
  let running = Promise.resolve();
  const keep = () => {
    running = running
      .then(() => keepHouse(context))
      .catch((error: unknown) => context.logger.error({ err: error }, 'housekeeping failed; it is tried again'));
  };
  const timer = setInterval(keep, everyMs);
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await running;
    },
  };
}
