import { z } from 'zod';
import type { PostServiceImplementation } from '#gen/tertulia/posts/v1/post_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { ids } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { postToProto } from '../convert.ts';
import { seesPost } from '../domain/visibility.ts';
import { findPosts } from '../store/post-store.ts';

const schema = z.object({ postIds: ids({ min: 1, max: 100 }) });

export const batchGetPosts =
  (context: PostsContext): PostServiceImplementation<CallExtension>['batchGetPosts'] =>
  async (request, call) => {
    const { postIds } = parse(schema, request);
    const viewer = viewerId(call);
    const found = await findPosts(context.database, viewer, postIds);
    const visible = found.filter((post) => seesPost(viewer, post));
    const posts = new Map(visible.map((post) => [post.postId, postToProto(post, viewer)]));
    return { results: postIds.map((postId) => ({ postId, post: posts.get(postId) })) };
  };
