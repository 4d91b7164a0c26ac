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
import { removeQuote as removeQuoteFrom } from '../events/remove-quote.ts';
import { findQuoting } from '../store/quote-store.ts';

const schema = z.object({ requestId, postId: id });

const types = { request: RemoveQuoteRequest, response: RemoveQuoteResponse };

export const removeQuote =
  (context: PostsContext): PostServiceImplementation<CallExtension>['removeQuote'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const { postId } = request;
    const accountId = memberId(call);
    return once(context.database, call, request, types, async (tx) => {
      // Whether the caller may see the quote does not count: others do, and their post in it.
      const quote = await findQuoting(tx, postId);
      if (quote?.quoted.authorId !== accountId) throw new PostNotFound();
      await removeQuoteFrom(context, { tx, traceparent: call.traceparent }, quote);
      return {};
    });
  };
