import { z } from 'zod';
import type { EngagementServiceImplementation } from '#gen/tertulia/posts/v1/engagement_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { bookmarkList, findListStretch } from '../store/list-store.ts';
import { findViewer } from '../store/post-sources.ts';
import { answerPage } from './answer-page.ts';
import { newest, readVisiblePage } from './visible-page.ts';

const schema = z.object({ pageSize, pageToken });

export const listBookmarks =
  (context: PostsContext): EngagementServiceImplementation<CallExtension>['listBookmarks'] =>
  async (request, call) => {
    const { pageSize, pageToken } = parse(schema, request);
    const ownerId = memberId(call);
    const query = ['ListBookmarks', ownerId];
    const [before = newest] = readPageToken(query, pageToken) ?? [];
    const { items, next } = await readVisiblePage(context, {
      call,
      viewer: await findViewer(context, ownerId),
      size: pageSize,
      before: String(before),
      list: (before, limit) => findListStretch(context.database, bookmarkList, { ownerId, before, limit }),
    });
    return answerPage(items, ownerId, next ? writePageToken(query, [next.cursor]) : '');
  };
