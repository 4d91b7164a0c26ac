import { z } from 'zod';
import {
  DeletePostRequest,
  DeletePostResponse,
  type PostServiceImplementation,
} from '#gen/tertulia/posts/v1/post_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { PostNotFound } from '../domain/errors.ts';
import { deletePost as deletePostOf } from '../events/delete-post.ts';

const schema = z.object({ requestId, postId: id });

const types = { request: DeletePostRequest, response: DeletePostResponse };

export const deletePost =
  (context: PostsContext): PostServiceImplementation<CallExtension>['deletePost'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const post = { postId: request.postId, authorId: memberId(call) };
    const { traceparent } = call;
    return once(context.database, call, request, types, async (tx) => {
      if (!(await deletePostOf(context, { tx, traceparent }, post, context.now()))) throw new PostNotFound();
      return {};
    });
  };
