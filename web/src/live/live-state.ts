import { createContext, useContext } from 'react';

/** What the live streams have told since the page was opened. */
export interface LiveState {
  /** Posts that came to the home timeline and are not shown yet, oldest first. */
  waitingPostIds: readonly string[];
  /** Takes posts that waited: they are shown now, or gone. */
  takeWaitingPosts(postIds: readonly string[]): void;
}

/** For a guest nothing is live. */
export const LiveContext = createContext<LiveState>({
  waitingPostIds: [],
  takeWaitingPosts: () => {},
});

/** What the live streams have told. */
export function useLive(): LiveState {
  return useContext(LiveContext);
}
