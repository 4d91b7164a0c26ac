import { z } from 'zod';
import type { PostServiceImplementation } from '#gen/tertulia/posts/v1/post_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { id } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { postToProto } from '../convert.ts';
import { PostNotFound } from '../domain/errors.ts';
import { viewOne } from '../store/view-posts.ts';

const schema = z.object({ postId: id });

export const getPost =
  (context: PostsContext): PostServiceImplementation<CallExtension>['getPost'] =>
  async (request, call) => {
    const { postId } = parse(schema, request);
    const viewer = viewerId(call);
    const post = await viewOne(context, viewer, postId);
    if (!post) throw new PostNotFound();
    return { post: postToProto(post, viewer) };
  };
