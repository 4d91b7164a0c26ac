import { followRequests } from '../profile/graph-clients.ts';
import { listPages } from '../rpc/list-pages.ts';

/** Who asks to follow one, and whom one asks to follow. Read anew whenever they are looked at. */
export const requestLists = {
  incoming: {
    ...listPages(['requests', 'incoming'], (page, options) => followRequests.listIncomingFollowRequests(page, options)),
    staleTime: 0,
  },
  outgoing: {
    ...listPages(['requests', 'outgoing'], (page, options) => followRequests.listOutgoingFollowRequests(page, options)),
    staleTime: 0,
  },
};
