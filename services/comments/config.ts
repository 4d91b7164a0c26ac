import type { z } from 'zod';
import { meshUrl, milliseconds, readEnvironment, serviceFields, serviceUrl } from '../kit/config.ts';

const fields = {
  ...serviceFields,
  meshUrl,
  /** Where profile and posts are, if not behind the mesh. */
  profileUrl: serviceUrl.optional(),
  postsUrl: serviceUrl.optional(),
  /** How long posts and profile may take to answer for what is not known here yet. */
  askTimeoutMs: milliseconds.default(500),
  /** An open WatchComments without news gets a message this often. The contract promises 30 seconds. */
  heartbeatMs: milliseconds.min(10).max(30_000).default(25_000),
};

export type CommentsConfig = z.infer<z.ZodObject<typeof fields>>;

/** Reads COMMENTS_… and MESH_URL. Throws ConfigError with every bad variable at once. */
export function readCommentsConfig(env: NodeJS.ProcessEnv): CommentsConfig {
  return readEnvironment('COMMENTS', fields, env);
}
