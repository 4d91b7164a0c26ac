import { TokenInvalid } from '../mesh-errors.ts';
import type { TokenVerifier } from '../token-verifier.ts';

/** For servers that no member calls. */
export const noTokens: TokenVerifier = {
  verify: async () => {
    throw new TokenInvalid();
  },
  onSessionEnded: () => ({ [Symbol.dispose]() {} }),
};
