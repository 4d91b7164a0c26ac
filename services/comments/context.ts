import type { PostServiceClient } from '#gen/tertulia/posts/v1/post_service.ts';
import type { ProfileServiceClient } from '#gen/tertulia/profile/v1/profile_service.ts';
import type { PeopleCache } from '../audience/replica/people-cache.ts';
import type { MeshCallOptions } from '../kit/call.ts';
import type { Database } from '../kit/database/database.ts';
import type { EventLog } from '../kit/events/event-log.ts';
import type { Heartbeat } from '../kit/heartbeat.ts';
import type { Logger } from '../kit/logger.ts';
import type { ThreadFeed } from './live/thread-feed.ts';

/** What the handlers work with. */
export interface CommentsContext {
  readonly database: Database;
  readonly eventLog: EventLog;
  /** The replica of people and relationships. */
  readonly people: PeopleCache;
  /** The posts service, to ask for a post that its log has not told of yet. */
  readonly posts: Pick<PostServiceClient<MeshCallOptions>, 'getPost'>;
  /** The profile service, to ask for people whom its log has not told of yet. */
  readonly profile: Pick<ProfileServiceClient<MeshCallOptions>, 'getProfile' | 'batchResolveHandles'>;
  /** How long either may take to answer. */
  readonly askTimeoutMs: number;
  /** What happens in the threads that are watched. */
  readonly threadFeed: ThreadFeed;
  readonly heartbeat: Heartbeat;
  readonly now: () => Date;
  /** Later ids sort after earlier ones: comments are in the order of their ids. */
  readonly newId: () => string;
  readonly logger: Logger;
}
