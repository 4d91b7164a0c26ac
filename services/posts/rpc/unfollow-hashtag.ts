import { z } from 'zod';
import {
  type HashtagServiceImplementation,
  UnfollowHashtagRequest,
  UnfollowHashtagResponse,
} from '#gen/tertulia/posts/v1/hashtag_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { unfollowHashtag as unfollowHashtagOf } from '../store/hashtag-store.ts';
import { hashtag } from './post-fields.ts';

const schema = z.object({ requestId, hashtag });

const types = { request: UnfollowHashtagRequest, response: UnfollowHashtagResponse };

export const unfollowHashtag =
  (context: PostsContext): HashtagServiceImplementation<CallExtension>['unfollowHashtag'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const { hashtag } = request;
    const accountId = memberId(call);
    return once(context.database, call, request, types, async (tx) => {
      await unfollowHashtagOf(tx, { accountId, hashtag });
      context.posts.homesChanged(tx, [accountId]);
      return {};
    });
  };
