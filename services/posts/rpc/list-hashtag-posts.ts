import { z } from 'zod';
import type { TimelineServiceImplementation } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { findListStretch, hashtagList } from '../store/list-store.ts';
import { findViewer } from '../store/post-sources.ts';
import { answerPage } from './answer-page.ts';
import { findMuted } from './find-muted.ts';
import { hashtag } from './post-fields.ts';
import { newest, readVisiblePage } from './visible-page.ts';

const schema = z.object({ hashtag, pageSize, pageToken });

export const listHashtagPosts =
  (context: PostsContext): TimelineServiceImplementation<CallExtension>['listHashtagPosts'] =>
  async (request, call) => {
    const { hashtag: ownerId, pageSize, pageToken } = parse(schema, request);
    const viewer = viewerId(call);
    const query = ['ListHashtagPosts', ownerId, viewer ?? ''];
    const [before = newest] = readPageToken(query, pageToken) ?? [];
    const { items, next } = await readVisiblePage(context, {
      call,
      viewer: await findViewer(context, viewer),
      unwanted: await findMuted(context, viewer, ownerId),
      size: pageSize,
      before: String(before),
      list: (before, limit) => findListStretch(context.database, hashtagList, { ownerId, before, limit }),
    });
    return answerPage(items, viewer, next ? writePageToken(query, [next.cursor]) : '');
  };
