import { SessionHasEnded, Unavailable } from '../mesh-errors.ts';
import type { TokenVerifier } from '../token-verifier.ts';
import type { ServedCall } from './served-call.ts';

/** The server streams that are open, so that they can be ended. One listener serves them all. */
export class OpenStreams implements Disposable {
  readonly #all = new Set<ServedCall>();
  readonly #bySession = new Map<string, Set<ServedCall>>();
  readonly #subscription: Disposable;
  #stopping = false;

  constructor(verifier: TokenVerifier) {
    this.#subscription = verifier.onSessionEnded((sessionId) => this.#endSession(sessionId));
  }

  add(call: ServedCall): void {
    this.#all.add(call);
    const sessionId = sessionOf(call);
    if (sessionId !== undefined) {
      const calls = this.#bySession.get(sessionId);
      if (calls === undefined) this.#bySession.set(sessionId, new Set([call]));
      else calls.add(call);
    }
    if (this.#stopping) call.end(new Unavailable('the service is stopping'));
  }

  delete(call: ServedCall): void {
    this.#all.delete(call);
    const sessionId = sessionOf(call);
    const calls = sessionId === undefined ? undefined : this.#bySession.get(sessionId);
    if (sessionId === undefined || calls === undefined) return;
    calls.delete(call);
    if (calls.size === 0) this.#bySession.delete(sessionId);
  }

  get size(): number {
    return this.#all.size;
  }

  /** Ends every stream with UNAVAILABLE, those too that come later. */
  endAll(): void {
    this.#stopping = true;
    for (const call of [...this.#all]) call.end(new Unavailable('the service is stopping'));
  }

  [Symbol.dispose](): void {
    this.#subscription[Symbol.dispose]();
  }

  #endSession(sessionId: string): void {
    for (const call of [...(this.#bySession.get(sessionId) ?? [])]) call.end(new SessionHasEnded());
  }
}

function sessionOf({ caller }: ServedCall): string | undefined {
  return caller.kind === 'member' ? caller.sessionId : undefined;
}
