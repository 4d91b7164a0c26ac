import { CreateCommentRequest, ListCommentsRequest } from '#gen/tertulia/comments/v1/comment_service.ts';
import { ListNotificationsRequest } from '#gen/tertulia/notifications/v1/notification_service.ts';
import { LikePostRequest, UnlikePostRequest } from '#gen/tertulia/posts/v1/engagement_service.ts';
import { FollowRequest, UnfollowRequest } from '#gen/tertulia/profile/v1/graph_service.ts';
import { GetProfileRequest } from '#gen/tertulia/profile/v1/profile_service.ts';
import type { Random } from '../scripts/demo/random.ts';
import { freshRequestId, prepareRequest } from './load/request.ts';
import { type Cast, type MakeRequest, readHome, writePost } from './scenarios.ts';

const pageSize = 10;

/** What people do in an hour, in hundredths: most of it is reading. */
export const mixAreas: MakeRequest = (cast, random) => {
  const dice = random.below(100);
  if (dice < 40) return readHome(cast, random);
  if (dice < 55) return readThread(cast, random);
  if (dice < 70) return readNotifications(cast, random);
  if (dice < 80) return readProfile(cast, random);
  if (dice < 88) return writePost(cast, random);
  if (dice < 95) return writeComment(cast, random);
  return switchTie(cast, random);
};

const readThread: MakeRequest = (cast, random) => {
  const { postId } = random.pick(cast.posts);
  const message = ListCommentsRequest.encode(ListCommentsRequest.fromPartial({ postId, pageSize })).finish();
  return callOf(cast, random, '/tertulia.comments.v1.CommentService/ListComments', message);
};

const readNotifications: MakeRequest = (cast, random) => {
  const message = ListNotificationsRequest.encode(ListNotificationsRequest.fromPartial({ pageSize })).finish();
  return callOf(cast, random, '/tertulia.notifications.v1.NotificationService/ListNotifications', message);
};

const readProfile: MakeRequest = (cast, random) => {
  const { handle } = random.pick(cast.people);
  const name = { $case: 'handle', value: handle } as const;
  const message = GetProfileRequest.encode(GetProfileRequest.fromPartial({ name })).finish();
  return callOf(cast, random, '/tertulia.profile.v1.ProfileService/GetProfile', message);
};

const writeComment: MakeRequest = (cast, random) => {
  const { postId } = random.pick(cast.posts);
  const comment = { requestId: freshRequestId, postId, text: 'words of a comment '.repeat(4) };
  const message = CreateCommentRequest.encode(CreateCommentRequest.fromPartial(comment)).finish();
  return callOf(cast, random, '/tertulia.comments.v1.CommentService/CreateComment', message);
};

/** A like or a follow, or its end: as many of these as of those, so that each mostly changes something. */
const switchTie: MakeRequest = (cast, random) => {
  const requestId = freshRequestId;
  const on = random.chance(0.5);
  if (random.chance(0.5)) {
    const request = { requestId, postId: random.pick(cast.posts).postId };
    const [type, rpc] = on ? ([LikePostRequest, 'LikePost'] as const) : ([UnlikePostRequest, 'UnlikePost'] as const);
    return callOf(cast, random, `/tertulia.posts.v1.EngagementService/${rpc}`, type.encode(request).finish());
  }
  // Nobody can follow themselves.
  const others = cast.people.filter(({ accountId }) => cast.callers.every((caller) => caller.accountId !== accountId));
  const request = { requestId, accountId: random.pick(others).accountId };
  const [type, rpc] = on ? ([FollowRequest, 'Follow'] as const) : ([UnfollowRequest, 'Unfollow'] as const);
  return callOf(cast, random, `/tertulia.profile.v1.GraphService/${rpc}`, type.encode(request).finish());
};

function callOf({ authority, callers }: Cast, random: Random, path: string, message: Uint8Array) {
  return prepareRequest({ authority, path, ...random.pick(callers), message });
}
