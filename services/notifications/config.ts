import type { z } from 'zod';
import { meshUrl, milliseconds, readEnvironment, serviceFields, serviceUrl } from '../kit/config.ts';

const fields = {
  ...serviceFields,
  meshUrl,
  /** Where profile, posts and comments are, if not behind the mesh. */
  profileUrl: serviceUrl.optional(),
  postsUrl: serviceUrl.optional(),
  commentsUrl: serviceUrl.optional(),
  /** A stream without news gets a message this often; the contract says at least every 30 seconds. */
  heartbeatMs: milliseconds.min(100).max(30_000).default(25_000),
};

export type NotificationsConfig = z.infer<z.ZodObject<typeof fields>>;

/** Reads NOTIFICATIONS_… and MESH_URL. Throws ConfigError with every bad variable at once. */
export function readNotificationsConfig(env: NodeJS.ProcessEnv): NotificationsConfig {
  return readEnvironment('NOTIFICATIONS', fields, env);
}
