import { z } from 'zod';
import type { CommentServiceImplementation } from '#gen/tertulia/comments/v1/comment_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import { spansToProto } from '../../text/spans-to-proto.ts';
import { mentionedIds } from '../../text/text-spans.ts';
import type { CommentsContext } from '../context.ts';
import { findRevisions } from '../store/revision-store.ts';
import { openComment } from '../view/open-comment.ts';
import { findPeople, findViewer, visiblePeople } from '../view/view-comments.ts';

const schema = z.object({ commentId: id, pageSize, pageToken });

export const listCommentRevisions =
  ({ database, people }: CommentsContext): CommentServiceImplementation<CallExtension>['listCommentRevisions'] =>
  async (request, call) => {
    const { commentId, pageSize, pageToken } = parse(schema, request);
    const list = ['ListCommentRevisions', commentId];
    const [before = Number.MAX_SAFE_INTEGER] = readPageToken(list, pageToken) ?? [];
    const viewer = await findViewer(people, viewerId(call));
    await openComment(database, viewer, commentId);
    const found = await findRevisions(database, commentId, Number(before), pageSize + 1);
    const page = found.slice(0, pageSize);
    const cards = await findPeople(
      { people },
      page.flatMap(({ spans }) => mentionedIds(spans)),
    );
    const last = found.length > pageSize ? page.at(-1) : undefined;
    return {
      revisions: page.map(({ text, spans, createTime }) => {
        return { text, spans: spansToProto(spans, visiblePeople(viewer, spans, cards)), createTime };
      }),
      nextPageToken: last ? writePageToken(list, [last.revision]) : '',
    };
  };
