import { z } from 'zod';
import type { TimelineServiceImplementation } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { seesRepostsOf } from '../domain/visibility.ts';
import { findListStretch, likedList } from '../store/list-store.ts';
import { answerPage } from './answer-page.ts';
import { findAuthorFor } from './author-seen.ts';
import { newest, readVisiblePage } from './visible-page.ts';

const schema = z.object({ authorId: id, pageSize, pageToken });

export const listLikedPosts =
  (context: PostsContext): TimelineServiceImplementation<CallExtension>['listLikedPosts'] =>
  async (request, call) => {
    const { authorId: ownerId, pageSize, pageToken } = parse(schema, request);
    const viewerOfPage = viewerId(call);
    const query = ['ListLikedPosts', ownerId, viewerOfPage ?? ''];
    const [before = newest] = readPageToken(query, pageToken) ?? [];
    const { author, viewer } = await findAuthorFor(context, viewerOfPage, ownerId);
    if (!seesRepostsOf(viewerOfPage, author)) return answerPage([], viewerOfPage, '');
    const { items, next } = await readVisiblePage(context, {
      call,
      viewer,
      size: pageSize,
      before: String(before),
      list: (before, limit) => findListStretch(context.database, likedList, { ownerId, before, limit }),
    });
    return answerPage(items, viewerOfPage, next ? writePageToken(query, [next.cursor]) : '');
  };
