import { z } from 'zod';
import type { ThreadServiceImplementation } from '#gen/tertulia/comments/v1/thread_service.ts';
import { type Call, type CallExtension, memberId } from '../../kit/call.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { commentToProto } from '../convert.ts';
import { NotPostAuthor } from '../domain/errors.ts';
import { seesAsModerator } from '../domain/visibility.ts';
import { findHeldOfAuthor, findHeldOfPost } from '../store/held-store.ts';
import type { CommentLine } from '../store/line-store.ts';
import { findViewer, viewComments } from '../view/view-comments.ts';
import { viewThread } from '../view/view-thread.ts';
import { readAfterLearning } from './learn-post.ts';
import { readVisibleLines } from './visible-lines.ts';

const schema = z.object({
  postId: z.union([z.literal(''), id], 'must be a UUID or empty'),
  pageSize,
  pageToken,
});

export const listHeldComments =
  (context: CommentsContext): ThreadServiceImplementation<CallExtension>['listHeldComments'] =>
  async (request, call) => {
    const { postId, pageSize, pageToken } = parse(schema, request);
    const viewerId = memberId(call);
    const { database, people } = context;
    const list = ['ListHeldComments', viewerId, postId];
    const [after = ''] = readPageToken(list, pageToken) ?? [];
    if (postId !== '') await openOwnPost(context, call, postId);
    const viewer = await findViewer(people, viewerId);
    const listHeld = (last: string, limit: number) =>
      postId === '' ? findHeldOfAuthor(database, viewerId, last, limit) : findHeldOfPost(database, postId, last, limit);
    const sees = ({ post, comment }: CommentLine) => seesAsModerator(viewer, post, comment);
    const query = { viewerId, sees, last: String(after), size: pageSize, list: listHeld };
    const visible = await readVisibleLines(database, call, query);
    const page = visible.slice(0, pageSize);
    const viewed = await viewComments({ people, queries: database }, viewer, page);
    const last = visible.length > pageSize ? page.at(-1) : undefined;
    return {
      comments: viewed.map(commentToProto),
      nextPageToken: last ? writePageToken(list, [last.comment.commentId]) : '',
    };
  };

async function openOwnPost(context: CommentsContext, call: Call, postId: string): Promise<void> {
  const viewerId = memberId(call);
  const sources = { people: context.people, queries: context.database };
  const { post } = await readAfterLearning(context, call, postId, () => viewThread(sources, viewerId, postId));
  if (post.authorId !== viewerId) throw new NotPostAuthor();
}
