import { SessionHasEnded, TokenInvalid } from '../mesh-errors.ts';
import type { TokenVerifier } from '../token-verifier.ts';

/** A verifier that takes `account.session` for a token, and whose sessions a test can end. */
export interface FixedTokens extends TokenVerifier {
  endSession(sessionId: string): void;
  /** How many listen for the end of sessions. */
  readonly listeners: number;
}

export function fixedTokens(): FixedTokens {
  const ended = new Set<string>();
  const listeners = new Set<(sessionId: string) => void>();
  return {
    async verify(token) {
      const [accountId, sessionId, ...rest] = token.split('.');
      if (!accountId || !sessionId || rest.length > 0) throw new TokenInvalid();
      if (ended.has(sessionId)) throw new SessionHasEnded();
      return { accountId, sessionId };
    },
    onSessionEnded(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => listeners.delete(listener) };
    },
    endSession(sessionId) {
      ended.add(sessionId);
      for (const listener of listeners) listener(sessionId);
    },
    get listeners() {
      return listeners.size;
    },
  };
}
