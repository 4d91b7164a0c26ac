import { z } from 'zod';
import type { TimelineServiceImplementation } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { id } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { plainEntry } from '../domain/list-entry.ts';
import { findPins } from '../store/pin-store.ts';
import { viewEntries } from '../store/view-entries.ts';
import { answerPage } from './answer-page.ts';
import { findAuthorFor } from './author-seen.ts';

const schema = z.object({ authorId: id });

export const listPinnedPosts =
  (context: PostsContext): TimelineServiceImplementation<CallExtension>['listPinnedPosts'] =>
  async (request, call) => {
    const { authorId } = parse(schema, request);
    const viewerOfPage = viewerId(call);
    const { viewer } = await findAuthorFor(context, viewerOfPage, authorId);
    const pinned = await findPins(context.database, authorId);
    const found = await viewEntries(
      context,
      viewer,
      pinned.map((postId) => plainEntry(postId)),
    );
    const entries = found.filter((entry) => entry !== undefined);
    return answerPage(entries, viewerOfPage, '');
  };
