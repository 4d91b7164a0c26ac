import { z } from 'zod';
import type { TimelineServiceImplementation } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { unwantedBy } from '../domain/unwanted.ts';
import { homeLimit } from '../store/home-store.ts';
import { findViewer } from '../store/post-sources.ts';
import { answerPage } from './answer-page.ts';
import { newest, readVisiblePage } from './visible-page.ts';

const schema = z.object({ pageSize, pageToken });

export const listHomeTimeline =
  (context: PostsContext): TimelineServiceImplementation<CallExtension>['listHomeTimeline'] =>
  async (request, call) => {
    const { pageSize, pageToken } = parse(schema, request);
    const ownerId = memberId(call);
    const query = ['ListHomeTimeline', ownerId];
    // The token counts the rows that lie before it: no chain of pages goes deeper than the timeline.
    const [before = newest, rows = 0] = readPageToken(query, pageToken) ?? [];
    const [viewer, mutes] = await Promise.all([findViewer(context, ownerId), context.mutes.get(ownerId)]);
    const { items, next } = await readVisiblePage(context, {
      call,
      viewer,
      unwanted: unwantedBy(mutes, ownerId, context.now().getTime()),
      size: pageSize,
      before: String(before),
      depth: homeLimit - Number(rows),
      list: (before, limit) => context.posts.findHome(ownerId, viewer.ties?.following, before, limit),
    });
    const nextPageToken = next ? writePageToken(query, [next.cursor, Number(rows) + next.rows]) : '';
    return answerPage(items, ownerId, nextPageToken);
  };
