import { z } from 'zod';
import type { CommentServiceImplementation } from '#gen/tertulia/comments/v1/comment_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { commentToProto } from '../convert.ts';
import { readComments } from '../store/page-store.ts';
import { openComment } from '../view/open-comment.ts';
import { findViewer, viewComments } from '../view/view-comments.ts';

const schema = z.object({ commentId: id, pageSize, pageToken });

export const listCommentAncestors =
  ({ database, people }: CommentsContext): CommentServiceImplementation<CallExtension>['listCommentAncestors'] =>
  async (request, call) => {
    const { commentId, pageSize, pageToken } = parse(schema, request);
    const list = ['ListCommentAncestors', commentId];
    const [last] = readPageToken(list, pageToken) ?? [];
    const viewer = await findViewer(people, viewerId(call));
    const { post, above } = await openComment(database, viewer, commentId);
    const ids = above.map((ancestor) => ancestor.commentId);
    const start = last === undefined ? 0 : ids.indexOf(String(last)) + 1;
    const page = ids.slice(start, start + pageSize);
    const read = await readComments(database, page, viewer.viewerId);
    // One that was deleted in between may be gone.
    const items = page.flatMap((ancestorId) => read.get(ancestorId) ?? []).map((comment) => ({ post, comment }));
    const viewed = await viewComments({ people, queries: database }, viewer, items);
    const next = start + pageSize < ids.length ? page.at(-1) : undefined;
    return {
      ancestors: viewed.map(commentToProto),
      nextPageToken: next === undefined ? '' : writePageToken(list, [next]),
    };
  };
