import type { AccountServiceImplementation } from '#gen/tertulia/profile/v1/account_service.ts';
import type { CircleServiceImplementation } from '#gen/tertulia/profile/v1/circle_service.ts';
import type { FollowRequestServiceImplementation } from '#gen/tertulia/profile/v1/follow_request_service.ts';
import type { GraphServiceImplementation } from '#gen/tertulia/profile/v1/graph_service.ts';
import type { MuteServiceImplementation } from '#gen/tertulia/profile/v1/mute_service.ts';
import type { ProfileServiceImplementation } from '#gen/tertulia/profile/v1/profile_service.ts';
import type { SessionServiceImplementation } from '#gen/tertulia/profile/v1/session_service.ts';
import type { SuggestionServiceImplementation } from '#gen/tertulia/profile/v1/suggestion_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { ProfileContext } from '../context.ts';
import { acceptFollowRequest } from './accept-follow-request.ts';
import { addCircleMembers } from './add-circle-members.ts';
import { batchGetProfiles } from './batch-get-profiles.ts';
import { batchGetRelationships } from './batch-get-relationships.ts';
import { batchResolveHandles } from './batch-resolve-handles.ts';
import { block } from './block.ts';
import { changePassword } from './change-password.ts';
import { createCircle } from './create-circle.ts';
import { deleteAccount } from './delete-account.ts';
import { deleteCircle } from './delete-circle.ts';
import { dismissSuggestion } from './dismiss-suggestion.ts';
import { follow } from './follow.ts';
import { getCircle } from './get-circle.ts';
import { getProfile } from './get-profile.ts';
import { listBlockedAccounts } from './list-blocked-accounts.ts';
import { listCircleMembers } from './list-circle-members.ts';
import { listCircles } from './list-circles.ts';
import { listFollowedByFollowed } from './list-followed-by-followed.ts';
import { listFollowers } from './list-followers.ts';
import { listFollowing } from './list-following.ts';
import { listIncomingFollowRequests } from './list-incoming-follow-requests.ts';
import { listMutedAccounts } from './list-muted-accounts.ts';
import { listMutedTerms } from './list-muted-terms.ts';
import { listOutgoingFollowRequests } from './list-outgoing-follow-requests.ts';
import { listSessions } from './list-sessions.ts';
import { muteAccount } from './mute-account.ts';
import { muteReposts } from './mute-reposts.ts';
import { muteTerm } from './mute-term.ts';
import { refreshSession } from './refresh-session.ts';
import { rejectFollowRequest } from './reject-follow-request.ts';
import { removeCircleMembers } from './remove-circle-members.ts';
import { removeFollower } from './remove-follower.ts';
import { revokeOtherSessions } from './revoke-other-sessions.ts';
import { revokeSession } from './revoke-session.ts';
import { searchProfiles } from './search-profiles.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { signUp } from './sign-up.ts';
import { suggestAccounts } from './suggest-accounts.ts';
import { unblock } from './unblock.ts';
import { unfollow } from './unfollow.ts';
import { unmuteAccount } from './unmute-account.ts';
import { unmuteReposts } from './unmute-reposts.ts';
import { unmuteTerm } from './unmute-term.ts';
import { updateCircle } from './update-circle.ts';
import { updatePrivacy } from './update-privacy.ts';
import { updateProfile } from './update-profile.ts';
import { withdrawFollowRequest } from './withdraw-follow-request.ts';

export const accountService = (context: ProfileContext): AccountServiceImplementation<CallExtension> => ({
  signUp: signUp(context),
  changePassword: changePassword(context),
  deleteAccount: deleteAccount(context),
});

export const sessionService = (context: ProfileContext): SessionServiceImplementation<CallExtension> => ({
  signIn: signIn(context),
  refreshSession: refreshSession(context),
  signOut: signOut(context),
  listSessions: listSessions(context),
  revokeSession: revokeSession(context),
  revokeOtherSessions: revokeOtherSessions(context),
});

export const profileService = (context: ProfileContext): ProfileServiceImplementation<CallExtension> => ({
  getProfile: getProfile(context),
  batchGetProfiles: batchGetProfiles(context),
  updateProfile: updateProfile(context),
  searchProfiles: searchProfiles(context),
  batchResolveHandles: batchResolveHandles(context),
});

export const graphService = (context: ProfileContext): GraphServiceImplementation<CallExtension> => ({
  follow: follow(context),
  unfollow: unfollow(context),
  block: block(context),
  unblock: unblock(context),
  removeFollower: removeFollower(context),
  updatePrivacy: updatePrivacy(context),
  listBlockedAccounts: listBlockedAccounts(context),
  listFollowers: listFollowers(context),
  listFollowing: listFollowing(context),
  batchGetRelationships: batchGetRelationships(context),
});

export const followRequestService = (context: ProfileContext): FollowRequestServiceImplementation<CallExtension> => ({
  listIncomingFollowRequests: listIncomingFollowRequests(context),
  listOutgoingFollowRequests: listOutgoingFollowRequests(context),
  acceptFollowRequest: acceptFollowRequest(context),
  rejectFollowRequest: rejectFollowRequest(context),
  withdrawFollowRequest: withdrawFollowRequest(context),
});

export const muteService = (context: ProfileContext): MuteServiceImplementation<CallExtension> => ({
  muteAccount: muteAccount(context),
  unmuteAccount: unmuteAccount(context),
  listMutedAccounts: listMutedAccounts(context),
  muteReposts: muteReposts(context),
  unmuteReposts: unmuteReposts(context),
  muteTerm: muteTerm(context),
  unmuteTerm: unmuteTerm(context),
  listMutedTerms: listMutedTerms(context),
});

export const circleService = (context: ProfileContext): CircleServiceImplementation<CallExtension> => ({
  createCircle: createCircle(context),
  getCircle: getCircle(context),
  updateCircle: updateCircle(context),
  deleteCircle: deleteCircle(context),
  listCircles: listCircles(context),
  addCircleMembers: addCircleMembers(context),
  removeCircleMembers: removeCircleMembers(context),
  listCircleMembers: listCircleMembers(context),
});

export const suggestionService = (context: ProfileContext): SuggestionServiceImplementation<CallExtension> => ({
  suggestAccounts: suggestAccounts(context),
  dismissSuggestion: dismissSuggestion(context),
  listFollowedByFollowed: listFollowedByFollowed(context),
});
