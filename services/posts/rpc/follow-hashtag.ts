import { z } from 'zod';
import {
  FollowHashtagRequest,
  FollowHashtagResponse,
  type HashtagServiceImplementation,
} from '#gen/tertulia/posts/v1/hashtag_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { TooManyHashtags } from '../domain/errors.ts';
import { followHashtag as followHashtagOf } from '../store/hashtag-store.ts';
import { hashtag } from './post-fields.ts';

const schema = z.object({ requestId, hashtag });

const types = { request: FollowHashtagRequest, response: FollowHashtagResponse };

export const followHashtag =
  (context: PostsContext): HashtagServiceImplementation<CallExtension>['followHashtag'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const { hashtag } = request;
    const accountId = memberId(call);
    return once(context.database, call, request, types, async (tx) => {
      if (!(await followHashtagOf(tx, { accountId, hashtag }))) throw new TooManyHashtags();
      context.posts.homesChanged(tx, [accountId]);
      return { hashtag };
    });
  };
