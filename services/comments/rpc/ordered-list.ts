import { z } from 'zod';
import { pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import type { CommentsContext } from '../context.ts';
import { commentToProto } from '../convert.ts';
import type { Viewer } from '../domain/visibility.ts';
import type { Place } from '../store/page-store.ts';
import { viewComments } from '../view/view-comments.ts';
import { type Cursor, orderFromProto, type ReadBatch, readInOrder } from './comment-orders.ts';
import type { ThreadPage } from './thread-page.ts';

/** The fields of a request for a page of comments in an order. */
export const orderedPage = {
  pageSize,
  pageToken,
  order: z.number().transform((value, { addIssue }) => {
    const order = orderFromProto(value);
    if (order !== 'unknown') return order;
    addIssue({ code: 'custom', message: 'must be one of the orders' });
    return z.NEVER;
  }),
};

/** A list of comments in an order, and where in it a request goes on. */
export interface OrderedList {
  readonly read: ReadBatch;
  /** What page tokens are bound to. */
  readonly query: readonly string[];
  readonly viewer: Viewer;
  readonly from: Cursor | undefined;
  readonly size: number;
}

interface ListRequest {
  readonly place: Place;
  readonly viewer: Viewer;
  readonly order: 'oldest' | 'newest' | 'top';
  readonly pageSize: number;
  readonly pageToken: string;
}

/** Fails with INVALID_PAGE_TOKEN for a token of another list or order. */
export function openList(
  context: CommentsContext,
  name: readonly string[],
  { place, viewer, order, pageSize, pageToken }: ListRequest,
): OrderedList {
  const query = [...name, order];
  const from = readPageToken(query, pageToken);
  return { read: readInOrder(context, order, place, viewer.viewerId), query, viewer, from, size: pageSize };
}

/** The page as the contract has it. */
export async function answerPage(
  { people, database }: CommentsContext,
  { viewer, query }: OrderedList,
  { post, comments, next }: ThreadPage,
) {
  const items = comments.map((comment) => ({ post, comment }));
  const viewed = await viewComments({ people, queries: database }, viewer, items);
  return {
    comments: viewed.map(commentToProto),
    nextPageToken: next === undefined ? '' : writePageToken(query, next),
  };
}
