import { z } from 'zod';
import type { CommentServiceImplementation } from '#gen/tertulia/comments/v1/comment_service.ts';
import { type Call, type CallExtension, viewerId } from '../../kit/call.ts';
import type { Database } from '../../kit/database/database.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { commentToProto } from '../convert.ts';
import { AuthorNotFound } from '../domain/errors.ts';
import { seesCommentsOf, seesLine, seesPerson, type Viewer } from '../domain/visibility.ts';
import { findCommentIdsOfAuthor } from '../store/comment-store.ts';
import { type CommentLine, findLines } from '../store/line-store.ts';
import { findViewer, viewComments } from '../view/view-comments.ts';

const schema = z.object({ authorId: id, pageSize, pageToken });

/** How many comments are read at a time where many are hidden. */
const batchLimit = 101;
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
    const query = { authorId, viewer, before: String(before), size: pageSize };
    const visible = await readVisible(database, query, call);
    const page = visible.slice(0, pageSize);
    const viewed = await viewComments({ people, queries: database }, viewer, page);
    const last = visible.length > pageSize ? page.at(-1) : undefined;
    return {
      comments: viewed.map(commentToProto),
      nextPageToken: last ? writePageToken(list, [last.comment.commentId]) : '',
    };
  };

interface AuthorQuery {
  readonly authorId: string;
  readonly viewer: Viewer;
  readonly before: string;
  readonly size: number;
}

/** More comments than a page has, unless the list ends. */
async function readVisible(
  database: Database,
  { authorId, viewer, before, size }: AuthorQuery,
  call: Pick<Call, 'signal'>,
): Promise<CommentLine[]> {
  const visible: CommentLine[] = [];
  let last = before;
  let limit = size + 1;
  for (;;) {
    const ids = await findCommentIdsOfAuthor(database, authorId, last, limit);
    const lines = await findLines(database, ids, viewer.viewerId);
    const found = ids.flatMap((commentId) => lines.get(commentId) ?? []);
    visible.push(...found.filter(({ post, comment, above }) => seesLine(viewer, post, [comment, ...above])));
    if (visible.length > size || ids.length < limit) return visible;
    call.signal.throwIfAborted();
    last = ids.at(-1) ?? last;
    limit = batchLimit;
  }
}
