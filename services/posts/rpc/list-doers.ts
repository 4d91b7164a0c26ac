import { z } from 'zod';
import type { Card } from '../../audience/replica/people-store.ts';
import { standingTo } from '../../audience/replica/ties-store.ts';
import { type Call, viewerId } from '../../kit/call.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { PostNotFound } from '../domain/errors.ts';
import { seesDeedOf } from '../domain/visibility.ts';
import { findDoers } from '../store/doer-store.ts';
import { findViewer } from '../store/post-sources.ts';
import { viewOne } from '../store/view-posts.ts';
import { newest } from './visible-page.ts';

const schema = z.object({ postId: id, pageSize, pageToken });

/** How many are read at a time where many are hidden. */
const step = 100;

/** Who likes or reposts a post, and may be known to the viewer: a page of them. */
export const listDoers =
  (context: PostsContext, deed: 'like' | 'repost') =>
  async (request: z.input<typeof schema>, call: Call): Promise<{ accounts: Card[]; nextPageToken: string }> => {
    const { postId, pageSize, pageToken } = parse(schema, request);
    const viewer = viewerId(call);
    const query = ['ListDoers', deed, postId, viewer ?? ''];
    const [start = newest] = readPageToken(query, pageToken) ?? [];
    const post = await viewOne(context, viewer, postId);
    if (!post) throw new PostNotFound();
    const { ties } = await findViewer(context, viewer);
    const seen: { card: Card; entryId: string }[] = [];
    let before = String(start);
    for (let isMore = true; isMore && seen.length <= pageSize; ) {
      const doers = await findDoers(context.database, deed, { postId, before, limit: step });
      const cards = await context.people.cards.getMany(doers.map(({ accountId }) => accountId));
      for (const [index, { accountId, entryId }] of doers.entries()) {
        const card = cards[index];
        if (card && seesDeedOf(viewer, accountId, standingTo(ties, accountId))) seen.push({ card, entryId });
        before = entryId;
      }
      isMore = doers.length === step;
    }
    const page = seen.slice(0, pageSize);
    const last = seen.length > pageSize ? page.at(-1) : undefined;
    return {
      accounts: page.map(({ card }) => card),
      nextPageToken: last ? writePageToken(query, [last.entryId]) : '',
    };
  };
