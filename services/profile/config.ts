import { z } from 'zod';
import { port, readEnvironment, serviceFields } from '../kit/config.ts';
import { owaspCost } from './credentials/password-hasher.ts';

const shape = {
  ...serviceFields,
  /** Serves the JWKS, on the same host; 0 takes a free one. */
  jwksPort: port.default(0),
  /** For how long one key signs. */
  keyRotationHours: z.coerce
    .number('must be a number')
    .min(1, 'must be at least 1')
    .default(30 * 24),
  /** The cost of a password's hash; below the default only for tests and generated networks. */
  argon2MemoryKib: z.coerce.number('must be a number').int().min(8).max(1_048_576).default(owaspCost.memoryKib),
  argon2TimeCost: z.coerce.number('must be a number').int().min(1).max(100).default(owaspCost.timeCost),
};

/** Reads `PROFILE_…`. Throws ConfigError with every bad variable at once. */
export function readProfileConfig(env: NodeJS.ProcessEnv) {
  return readEnvironment('PROFILE', shape, env);
}

export type ProfileConfig = ReturnType<typeof readProfileConfig>;
