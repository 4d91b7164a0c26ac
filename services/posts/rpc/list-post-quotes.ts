import { z } from 'zod';
import type { PostServiceImplementation } from '#gen/tertulia/posts/v1/post_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { PostNotFound } from '../domain/errors.ts';
import { findListStretch, quotesList } from '../store/list-store.ts';
import { findViewer } from '../store/post-sources.ts';
import { viewOne } from '../store/view-posts.ts';
import { answerPage } from './answer-page.ts';
import { newest, readVisiblePage } from './visible-page.ts';

const schema = z.object({ postId: id, pageSize, pageToken });

export const listPostQuotes =
  (context: PostsContext): PostServiceImplementation<CallExtension>['listPostQuotes'] =>
  async (request, call) => {
    const { postId, pageSize, pageToken } = parse(schema, request);
    const viewer = viewerId(call);
    const query = ['ListPostQuotes', postId, viewer ?? ''];
    const [before = newest] = readPageToken(query, pageToken) ?? [];
    const post = await viewOne(context, viewer, postId);
    if (!post) throw new PostNotFound();
    const { items, next } = await readVisiblePage(context, {
      call,
      viewer: await findViewer(context, viewer),
      size: pageSize,
      before: String(before),
      list: (before, limit) => findListStretch(context.database, quotesList, { ownerId: postId, before, limit }),
    });
    return answerPage(items, viewer, next ? writePageToken(query, [next.cursor]) : '');
  };
