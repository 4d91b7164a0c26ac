import { z } from 'zod';
import type { CommentServiceImplementation } from '#gen/tertulia/comments/v1/comment_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { commentToProto } from '../convert.ts';
import { CommentNotFound } from '../domain/errors.ts';
import { seesLineage } from '../domain/lineage.ts';
import { findLineage } from '../store/lineage-store.ts';
import { readVisiblePage } from './visible-page.ts';

const schema = z.object({ commentId: id, pageSize, pageToken });

export const listReplies =
  ({ database }: CommentsContext): CommentServiceImplementation<CallExtension>['listReplies'] =>
  async (request, call) => {
    const { commentId, ...page } = parse(schema, request);
    const list = ['ListReplies', commentId];
    const [after = ''] = readPageToken(list, page.pageToken) ?? [];
    const viewer = viewerId(call);
    const lineage = await findLineage(database, commentId, viewer);
    if (!lineage || !seesLineage(viewer, lineage)) throw new CommentNotFound();
    const place = { postId: lineage.post.postId, parentCommentId: commentId };
    const query = { place, viewerId: viewer, after: String(after), size: page.pageSize };
    const visible = await readVisiblePage(database, query, call);
    if (!visible) throw new CommentNotFound();
    return {
      replies: visible.comments.map(commentToProto),
      nextPageToken: visible.next === undefined ? '' : writePageToken(list, [visible.next]),
    };
  };
