import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import type { TokenSource } from '../rpc/middleware.ts';
import type { Ended, Grant } from './exchange.ts';
import { replaceAfterMs } from './lifetime.ts';

/** Why a person who was signed in is not any more. */
export type Farewell = 'signed-out' | 'deleted' | Ended['ended'];

/** Who uses this page. */
export type SessionState =
  | { kind: 'starting'; problem?: unknown }
  | { kind: 'guest'; farewell?: Farewell }
  | { kind: 'member'; profile: Profile };

/** What tabs tell each other. */
export type SessionMessage = { kind: 'granted'; grant: Grant } | { kind: 'left'; farewell: Farewell };

/** What a session needs of the world. */
export interface SessionPorts {
  /** Exchanges the cookie; throws when no answer came. */
  exchange(): Promise<Grant | Ended>;
  /** Runs one piece of work at a time over all tabs. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /** Whether this browser was signed in when it was last used. */
  memory: { wasMember(): boolean; remember(member: boolean): void };
  tell(message: SessionMessage): void;
  now(): number;
  /** Calls back once after `ms`; what it returns takes that back. */
  later(ms: number, callback: () => void): () => void;
}

/** The session of this page: its state, and the token that calls carry. The token is in memory only. */
export interface Session extends TokenSource {
  readonly state: SessionState;
  subscribe(listener: () => void): () => void;
  /** Finds out whether the person is still signed in from before. */
  start(): Promise<void>;
  /** Takes what signing in or up gave. */
  enter(grant: Grant): void;
  /** Ends it here and in the other tabs. */
  leave(farewell: Farewell): void;
  /** Takes what another tab tells. */
  hear(message: SessionMessage): void;
  /** Shows the profile as it now is. */
  showProfile(profile: Profile): void;
}

/** Makes the session of a page, not started yet. */
export function createSession(ports: SessionPorts): Session {
  let state: SessionState = { kind: 'starting' };
  let held: { accessToken: string; replaceAt: number } | undefined;
  let cancelTimer = () => {};
  const listeners = new Set<() => void>();

  function become(next: SessionState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  function hold({ profile, accessToken, expireTime }: Grant): void {
    const afterMs = replaceAfterMs(expireTime, ports.now());
    held = { accessToken, replaceAt: ports.now() + afterMs };
    cancelTimer();
    // Whoever needs the token in the meantime renews it too, so a failure here needs no word.
    cancelTimer = ports.later(afterMs, () => renew(accessToken).catch(() => {}));
    ports.memory.remember(true);
    become({ kind: 'member', profile });
  }

  function drop(farewell: Farewell): void {
    cancelTimer();
    held = undefined;
    ports.memory.remember(false);
    become({ kind: 'guest', farewell });
  }

  /** Gets a token other than `stale`: from another tab if one was faster, else for the cookie. */
  function renew(stale: string | undefined): Promise<string | undefined> {
    return ports.exclusively(async () => {
      if (held !== undefined && held.accessToken !== stale) return held.accessToken;
      if (state.kind === 'guest') return undefined;
      const outcome = await ports.exchange();
      if ('ended' in outcome) {
        session.leave(outcome.ended);
        return undefined;
      }
      session.enter(outcome);
      return outcome.accessToken;
    });
  }

  const session: Session = {
    get state() {
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start() {
      if (!ports.memory.wasMember()) return become({ kind: 'guest' });
      try {
        await renew(undefined);
      } catch (problem) {
        become({ kind: 'starting', problem });
      }
    },
    async token() {
      if (state.kind !== 'member') return undefined;
      if (held !== undefined && ports.now() < held.replaceAt) return held.accessToken;
      return renew(held?.accessToken);
    },
    replace: renew,
    enter(grant) {
      hold(grant);
      ports.tell({ kind: 'granted', grant });
    },
    leave(farewell) {
      drop(farewell);
      ports.tell({ kind: 'left', farewell });
    },
    hear(message) {
      if (message.kind === 'granted') hold(message.grant);
      else drop(message.farewell);
    },
    showProfile(profile) {
      if (state.kind === 'member') become({ kind: 'member', profile });
    },
  };
  return session;
}
