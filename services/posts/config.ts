import { z } from 'zod';
import { meshUrl, milliseconds, readEnvironment, serviceFields, serviceUrl } from '../kit/config.ts';

const fields = {
  ...serviceFields,
  meshUrl,
  /** Where profile and comments are, if not behind the mesh. */
  profileUrl: serviceUrl.optional(),
  commentsUrl: serviceUrl.optional(),
  /** How long profile may take to answer for handles that are not known here yet. */
  resolveTimeoutMs: milliseconds.default(300),
  /** What an author with more followers writes is brought to none of them, but found when they read. */
  fanOutMaxFollowers: z.coerce.number('must be a number').int().min(0).default(5_000),
  /** An open WatchHome without posts gets a message this often. The contract promises 30 seconds. */
  heartbeatMs: milliseconds.min(10).max(30_000).default(25_000),
};

export type PostsConfig = z.infer<z.ZodObject<typeof fields>>;

/** Reads POSTS_… and MESH_URL. Throws ConfigError with every bad variable at once. */
export function readPostsConfig(env: NodeJS.ProcessEnv): PostsConfig {
  return readEnvironment('POSTS', fields, env);
}
