import { z } from 'zod';
import type { CommentLikeServiceImplementation } from '#gen/tertulia/comments/v1/comment_like_service.ts';
import { type Call, type CallExtension, viewerId } from '../../kit/call.ts';
import type { Database } from '../../kit/database/database.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { seesAuthor, type Viewer } from '../domain/visibility.ts';
import { findLikers } from '../store/like-store.ts';
import { openComment } from '../view/open-comment.ts';
import { cardOfUnknown, findPeople, findViewer } from '../view/view-comments.ts';

const schema = z.object({ commentId: id, pageSize, pageToken });

/** How many likes are read at a time where many are hidden. */
const batchLimit = 101;
/** After every id. */
const newest = '~';

type Liker = Awaited<ReturnType<typeof findLikers>>[number];

export const listCommentLikers =
  ({ database, people }: CommentsContext): CommentLikeServiceImplementation<CallExtension>['listCommentLikers'] =>
  async (request, call) => {
    const { commentId, pageSize, pageToken } = parse(schema, request);
    const list = ['ListCommentLikers', commentId];
    const [before = newest] = readPageToken(list, pageToken) ?? [];
    const viewer = await findViewer(people, viewerId(call));
    await openComment(database, viewer, commentId);
    const visible = await readVisible(database, { commentId, viewer, before: String(before), size: pageSize }, call);
    const page = visible.slice(0, pageSize);
    const cards = await findPeople(
      { people },
      page.map(({ accountId }) => accountId),
    );
    const last = visible.length > pageSize ? page.at(-1) : undefined;
    return {
      accounts: page.map(({ accountId }) => cards.get(accountId) ?? cardOfUnknown(accountId)),
      nextPageToken: last ? writePageToken(list, [last.likeId]) : '',
    };
  };

/** More likes than a page has, unless the list ends. */
async function readVisible(
  database: Database,
  { commentId, viewer, before, size }: { commentId: string; viewer: Viewer; before: string; size: number },
  call: Pick<Call, 'signal'>,
): Promise<Liker[]> {
  const visible: Liker[] = [];
  let last = before;
  let limit = size + 1;
  for (;;) {
    const likers = await findLikers(database, commentId, last, limit);
    visible.push(...likers.filter(({ accountId }) => seesAuthor(viewer, accountId)));
    if (visible.length > size || likers.length < limit) return visible;
    call.signal.throwIfAborted();
    last = likers.at(-1)?.likeId ?? last;
    limit = batchLimit;
  }
}
