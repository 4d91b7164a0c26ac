import { z } from 'zod';
import type { CommentServiceImplementation } from '#gen/tertulia/comments/v1/comment_service.ts';
import { type Call, type CallExtension, viewerId } from '../../kit/call.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { commentToProto } from '../convert.ts';
import { PostNotFound } from '../domain/errors.ts';
import { putPostIfUnknown } from '../store/post-store.ts';
import { learnPost } from './learn-post.ts';
import { type PageQuery, readVisiblePage, type VisiblePage } from './visible-page.ts';

const schema = z.object({ postId: id, pageSize, pageToken });

export const listComments =
  (context: CommentsContext): CommentServiceImplementation<CallExtension>['listComments'] =>
  async (request, call) => {
    const { postId, ...page } = parse(schema, request);
    const list = ['ListComments', postId];
    const [after = ''] = readPageToken(list, page.pageToken) ?? [];
    const place = { postId, parentCommentId: undefined };
    const query = { place, viewerId: viewerId(call), after: String(after), size: page.pageSize };
    const { comments, next } =
      (await readVisiblePage(context.database, query, call)) ?? (await readAfterAsking(context, call, query));
    return {
      comments: comments.map(commentToProto),
      nextPageToken: next === undefined ? '' : writePageToken(list, [next]),
    };
  };

async function readAfterAsking(context: CommentsContext, call: Call, query: PageQuery): Promise<VisiblePage> {
  const { header, failure } = await learnPost(context, call, query.place.postId);
  if (header) await context.database.write((tx) => putPostIfUnknown(tx, header));
  const page = failure ? undefined : await readVisiblePage(context.database, query, call);
  if (!page) throw failure ?? new PostNotFound();
  return page;
}
