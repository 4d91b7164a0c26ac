import { z } from 'zod';
import type { CommentServiceImplementation } from '#gen/tertulia/comments/v1/comment_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { commentToProto } from '../convert.ts';
import { AuthorNotFound } from '../domain/errors.ts';
import { seesCommentsOf, seesLine, seesPerson } from '../domain/visibility.ts';
import { findCommentIdsOfAuthor } from '../store/comment-store.ts';
import { findViewer, viewComments } from '../view/view-comments.ts';
import { readVisibleLines } from './visible-lines.ts';

const schema = z.object({ authorId: id, pageSize, pageToken });

/** After every id. */
const newest = '~';

export const listAuthorComments =
  ({ database, people }: CommentsContext): CommentServiceImplementation<CallExtension>['listAuthorComments'] =>
  async (request, call) => {
    const { authorId, pageSize, pageToken } = parse(schema, request);
    const list = ['ListAuthorComments', authorId];
    const [before = newest] = readPageToken(list, pageToken) ?? [];
    const [card, viewer] = await Promise.all([people.cards.get(authorId), findViewer(people, viewerId(call))]);
    if (!card || !seesPerson(viewer, authorId)) throw new AuthorNotFound();
    if (!seesCommentsOf(viewer, card)) return { comments: [], nextPageToken: '' };
    const visible = await readVisibleLines(database, call, {
      viewerId: viewer.viewerId,
      sees: ({ post, comment, above }) => seesLine(viewer, post, [comment, ...above]),
      last: String(before),
      size: pageSize,
      list: (last, limit) => findCommentIdsOfAuthor(database, authorId, last, limit),
    });
    const page = visible.slice(0, pageSize);
    const viewed = await viewComments({ people, queries: database }, viewer, page);
    const last = visible.length > pageSize ? page.at(-1) : undefined;
    return {
      comments: viewed.map(commentToProto),
      nextPageToken: last ? writePageToken(list, [last.comment.commentId]) : '',
    };
  };
