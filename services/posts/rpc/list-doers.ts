import { z } from 'zod';
import type { Card } from '../../audience/replica/people-store.ts';
import { standingTo } from '../../audience/replica/ties-store.ts';
import { type Call, viewerId } from '../../kit/call.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { fillPage } from '../../kit/fill-page.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { PostNotFound } from '../domain/errors.ts';
import { seesDeedOf } from '../domain/visibility.ts';
import { type Doer, findDoers } from '../store/doer-store.ts';
import { findViewer } from '../store/post-sources.ts';
import { viewOne } from '../store/view-posts.ts';
import { newest } from './visible-page.ts';

const schema = z.object({ postId: id, pageSize, pageToken });

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
    const { items, next } = await fillPage<Doer, Card>({
      ...{ call, size: pageSize, start: String(start) },
      read: (before, limit) => findDoers(context.database, deed, { postId, before, limit }),
      cursorOf: ({ entryId }) => entryId,
      see: async (doers) => {
        const cards = await context.people.cards.getMany(doers.map(({ accountId }) => accountId));
        const isSeen = ({ accountId }: Card) => seesDeedOf(viewer, accountId, standingTo(ties, accountId));
        return cards.map((card) => (card && isSeen(card) ? card : undefined));
      },
    });
    return { accounts: items, nextPageToken: next ? writePageToken(query, [next.cursor]) : '' };
  };
