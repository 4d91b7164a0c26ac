import { z } from 'zod';
import {
  type PostServiceImplementation,
  UndeletePostRequest,
  UndeletePostResponse,
} from '#gen/tertulia/posts/v1/post_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { postToProto } from '../convert.ts';
import { PostNotFound } from '../domain/errors.ts';
import { undoMs } from '../domain/post.ts';
import { restorePost } from '../events/delete-post.ts';
import { sourcesIn } from '../store/post-sources.ts';
import { viewOne } from '../store/view-posts.ts';

const schema = z.object({ requestId, postId: id });

const types = { request: UndeletePostRequest, response: UndeletePostResponse };

export const undeletePost =
  (context: PostsContext): PostServiceImplementation<CallExtension>['undeletePost'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const post = { postId: request.postId, authorId: memberId(call) };
    const { traceparent } = call;
    return once(context.database, call, request, types, async (tx) => {
      await restorePost(context, { tx, traceparent }, post, new Date(context.now().getTime() - undoMs));
      const restored = await viewOne(sourcesIn(tx), post.authorId, post.postId);
      if (restored?.authorId !== post.authorId) throw new PostNotFound();
      return { post: postToProto(restored, post.authorId) };
    });
  };
