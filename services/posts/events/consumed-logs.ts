import { CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { muteHandlers } from '../../audience/mutes/mute-handlers.ts';
import type { Mutes } from '../../audience/mutes/mutes.ts';
import { audienceHandlers } from '../../audience/replica/audience-handlers.ts';
import { type PeopleCache, peopleCacheHandlers } from '../../audience/replica/people-cache.ts';
import { identityHandlers } from '../../identity/identity-handlers.ts';
import type { KeyedCache } from '../../kit/cache/keyed-cache.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import { onAccountDeleted } from './account-deleted.ts';
import { commentHandlers } from './comments-counted.ts';
import type { PostWriting } from './delete-post.ts';
import { fanOut } from './fan-out.ts';
import { graphHandlers } from './graph-changed.ts';
import { blockHandlers, privacyHandlers } from './hashtag-homes.ts';

/** What the handlers of events work with. */
export interface Hearing extends PostWriting {
  readonly people: PeopleCache;
  readonly mutes: KeyedCache<Mutes>;
  readonly fanOutMaxFollowers: number;
}

/** What posts does with the events of each log that it hears: profile's, comments' and its own. */
export function consumedLogs(hearing: Hearing): Record<'profile' | 'comments' | 'own', readonly EventHandler[]> {
  const { people, posts, mutes } = hearing;
  return {
    profile: [
      ...identityHandlers(),
      ...privacyHandlers(posts),
      ...audienceHandlers(),
      ...peopleCacheHandlers(people),
      ...graphHandlers(hearing),
      ...blockHandlers(posts),
      ...muteHandlers((tx, muter) =>
        tx.afterCommit(() => (muter === 'many' ? mutes.clear() : mutes.invalidate(muter))),
      ),
      // Whose quotes are for everybody depends on whose account is private.
      on(CardChanged, async (tx) => tx.afterCommit(() => posts.quotes.clear())),
      onAccountDeleted(hearing),
    ],
    comments: commentHandlers(posts),
    own: fanOut(posts, hearing.fanOutMaxFollowers),
  };
}
