import { identityHandlers } from '../../identity/identity-handlers.ts';
import type { EventHandler } from '../../kit/events/consumer.ts';
import { commentsHandlers } from './comments-handlers.ts';
import { postsHandlers } from './posts-handlers.ts';
import { profileHandlers } from './profile-handlers.ts';
import type { Teller } from './teller.ts';

/** What notifications does with the events of each log that it hears. */
export function consumedLogs(teller: Teller): Record<'profile' | 'posts' | 'comments', readonly EventHandler[]> {
  return {
    profile: [...identityHandlers(), ...profileHandlers(teller)],
    posts: postsHandlers(teller),
    comments: commentsHandlers(teller),
  };
}
