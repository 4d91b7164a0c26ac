import { FollowRequestServiceDefinition } from '#gen/tertulia/profile/v1/follow_request_service.ts';
import { MuteServiceDefinition } from '#gen/tertulia/profile/v1/mute_service.ts';
import { SuggestionServiceDefinition } from '#gen/tertulia/profile/v1/suggestion_service.ts';
import { memberClient } from '../session/current.ts';

/** Requests to follow private accounts. */
export const followRequests = memberClient(FollowRequestServiceDefinition);

/** What is not to come by itself. */
export const mutes = memberClient(MuteServiceDefinition);

/** Whom one may want to follow. */
export const suggestions = memberClient(SuggestionServiceDefinition);
