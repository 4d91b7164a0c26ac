import { z } from 'zod';
import type { TimelineServiceImplementation } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { eitherUnwanted, type Unwanted } from '../domain/unwanted.ts';
import { findViewer } from '../store/post-sources.ts';
import { answerPage } from './answer-page.ts';
import { findMuted } from './find-muted.ts';
import { newest, readVisiblePage } from './visible-page.ts';

const schema = z.object({ pageSize, pageToken });

/** What is for followers is not for everybody, also where its reader is one of them. */
const ofPrivateAuthors: Unwanted = { post: ({ authorPrivate }) => authorPrivate, repostsOf: () => false };

export const listLocalTimeline =
  (context: PostsContext): TimelineServiceImplementation<CallExtension>['listLocalTimeline'] =>
  async (request, call) => {
    const { pageSize, pageToken } = parse(schema, request);
    const viewer = viewerId(call);
    const query = ['ListLocalTimeline', viewer ?? ''];
    const [before = newest] = readPageToken(query, pageToken) ?? [];
    const muted = await findMuted(context, viewer);
    const { items, next } = await readVisiblePage(context, {
      call,
      viewer: await findViewer(context, viewer),
      unwanted: eitherUnwanted(ofPrivateAuthors, muted),
      size: pageSize,
      before: String(before),
      list: (before, limit) => context.posts.findLocal(before, limit),
    });
    return answerPage(items, viewer, next ? writePageToken(query, [next.cursor]) : '');
  };
