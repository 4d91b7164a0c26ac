import { z } from 'zod';
import type { PostServiceImplementation } from '#gen/tertulia/posts/v1/post_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { ids } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { postToProto } from '../convert.ts';
import { viewPosts } from '../store/view-posts.ts';

const schema = z.object({ postIds: ids({ min: 1, max: 100 }) });

export const batchGetPosts =
  (context: PostsContext): PostServiceImplementation<CallExtension>['batchGetPosts'] =>
  async (request, call) => {
    const { postIds } = parse(schema, request);
    const viewer = viewerId(call);
    const found = await viewPosts(context, viewer, postIds);
    const results = found.map((post, index) => {
      const visible = post && postToProto(post, viewer);
      return { postId: postIds[index] ?? '', post: visible };
    });
    return { results };
  };
