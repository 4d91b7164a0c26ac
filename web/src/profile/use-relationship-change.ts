import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Relationship } from '#gen/tertulia/profile/v1/relationship.ts';
import { errorWords } from '../rpc/error-words.ts';
import { newRequestId } from '../rpc/request-id.ts';
import { clients } from '../session/current.ts';
import { showToast } from '../ui/toast.tsx';
import { followRequests, mutes } from './graph-clients.ts';
import { profileMessages } from './messages.ts';
import { showRelationship } from './profile-queries.ts';

interface Request {
  requestId: string;
  accountId: string;
}

const changes = {
  follow: (request) => clients.graph.follow(request),
  unfollow: (request) => clients.graph.unfollow(request),
  withdraw: (request) => followRequests.withdrawFollowRequest(request),
  accept: (request) => followRequests.acceptFollowRequest(request),
  reject: (request) => followRequests.rejectFollowRequest(request),
  removeFollower: (request) => clients.graph.removeFollower(request),
  unmute: (request) => mutes.unmuteAccount(request),
  muteReposts: (request) => mutes.muteReposts(request),
  unmuteReposts: (request) => mutes.unmuteReposts(request),
  block: (request) => clients.graph.block(request),
  unblock: (request) => clients.graph.unblock(request),
} satisfies Record<string, (request: Request) => Promise<{ relationship: Relationship | undefined }>>;

/** A change of how one stands to an account that needs no more words. */
export type Change = keyof typeof changes;

/** Changes how one stands to an account, one change after the other. What fails, and what is not seen, is said. */
export function useRelationshipChange({ accountId, handle }: { accountId: string; handle: string }) {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    scope: { id: `relationship ${accountId}` },
    mutationFn: ({ change, requestId }: { change: Change; requestId: string }) =>
      changes[change]({ requestId, accountId }),
    onSuccess({ relationship }, { change }) {
      showRelationship(queryClient, handle, relationship);
      const words = profileMessages.done[change];
      if (words !== '') showToast(words);
    },
    onError: (error) => showToast(errorWords(error)),
  });
  const make = (change: Change) => mutation.mutate({ change, requestId: newRequestId() });
  return { make, busy: mutation.isPending };
}
