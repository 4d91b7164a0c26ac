import { z } from 'zod';
import {
  type PostServiceImplementation,
  RemoveQuoteRequest,
  RemoveQuoteResponse,
} from '#gen/tertulia/posts/v1/post_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { PostNotFound } from '../domain/errors.ts';
import { quoteChanged } from '../events/delete-post.ts';
import { tellQuoteRemoved } from '../events/tell-posts.ts';
import { sourcesIn } from '../store/post-sources.ts';
import { removeQuoteOf } from '../store/quote-store.ts';
import { viewOne } from '../store/view-posts.ts';

const schema = z.object({ requestId, postId: id });

const types = { request: RemoveQuoteRequest, response: RemoveQuoteResponse };

export const removeQuote =
  (context: PostsContext): PostServiceImplementation<CallExtension>['removeQuote'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const { postId } = request;
    const accountId = memberId(call);
    return once(context.database, call, request, types, async (tx) => {
      const quote = await viewOne(sourcesIn(tx), accountId, postId);
      const quoted = quote?.post.quoted;
      if (!quote || quoted?.authorId !== accountId) throw new PostNotFound();
      if (!(await removeQuoteOf(tx, postId))) return {};
      context.posts.postChanged(tx, postId);
      await quoteChanged(context.posts, tx, quoted.postId);
      await tellQuoteRemoved(context.eventLog, tx, { postId, authorId: quote.authorId }, quoted, call.traceparent);
      return {};
    });
  };
