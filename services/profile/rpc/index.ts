import type { AccountServiceImplementation } from '#gen/tertulia/profile/v1/account_service.ts';
import type { GraphServiceImplementation } from '#gen/tertulia/profile/v1/graph_service.ts';
import type { ProfileServiceImplementation } from '#gen/tertulia/profile/v1/profile_service.ts';
import type { SessionServiceImplementation } from '#gen/tertulia/profile/v1/session_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { ProfileContext } from '../context.ts';
import { batchGetProfiles } from './batch-get-profiles.ts';
import { batchGetRelationships } from './batch-get-relationships.ts';
import { batchResolveHandles } from './batch-resolve-handles.ts';
import { block } from './block.ts';
import { deleteAccount } from './delete-account.ts';
import { follow } from './follow.ts';
import { getProfile } from './get-profile.ts';
import { listFollowers } from './list-followers.ts';
import { listFollowing } from './list-following.ts';
import { refreshSession } from './refresh-session.ts';
import { searchProfiles } from './search-profiles.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { signUp } from './sign-up.ts';
import { unblock } from './unblock.ts';
import { unfollow } from './unfollow.ts';
import { updateProfile } from './update-profile.ts';

export const accountService = (context: ProfileContext): AccountServiceImplementation<CallExtension> => ({
  signUp: signUp(context),
  deleteAccount: deleteAccount(context),
});

export const sessionService = (context: ProfileContext): SessionServiceImplementation<CallExtension> => ({
  signIn: signIn(context),
  refreshSession: refreshSession(context),
  signOut: signOut(context),
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
  listFollowers: listFollowers(context),
  listFollowing: listFollowing(context),
  batchGetRelationships: batchGetRelationships(context),
});
