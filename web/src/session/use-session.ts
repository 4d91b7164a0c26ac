import { useSyncExternalStore } from 'react';
import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import { session } from './current.ts';
import type { SessionState } from './session.ts';

/** Who uses this page. */
export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, () => session.state);
}

/** The profile of who is signed in; undefined for a guest. */
export function useMe(): Profile | undefined {
  const state = useSession();
  return state.kind === 'member' ? state.profile : undefined;
}
