import type { CircleServiceClient } from '#gen/tertulia/profile/v1/circle_service.ts';
import type { ProfileServiceClient } from '#gen/tertulia/profile/v1/profile_service.ts';
import type { MeshCallOptions } from '../kit/call.ts';
import type { Database } from '../kit/database/database.ts';
import type { EventLog } from '../kit/events/event-log.ts';
import type { Heartbeat } from '../kit/heartbeat.ts';
import type { Logger } from '../kit/logger.ts';
import type { HomeFeed } from './live/home-feed.ts';
import type { HomeSources } from './store/post-sources.ts';

/** What the handlers work with. */
export interface PostsContext extends HomeSources {
  readonly database: Database;
  readonly eventLog: EventLog;
  /** The profile service, to ask for people whom its log has not told of yet. */
  readonly profile: Pick<ProfileServiceClient<MeshCallOptions>, 'batchResolveHandles' | 'batchGetProfiles'>;
  /** The same, to ask for circles of which its log has not told. */
  readonly circles: Pick<CircleServiceClient<MeshCallOptions>, 'getCircle'>;
  /** How long profile may take to resolve handles. */
  readonly resolveTimeoutMs: number;
  /** What comes to the home timelines that are being watched. */
  readonly homeFeed: HomeFeed;
  readonly heartbeat: Heartbeat;
  /** Later ids sort after earlier ones: posts are in the order of their ids. */
  readonly newId: () => string;
  readonly logger: Logger;
}
