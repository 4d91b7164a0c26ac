import { z } from 'zod';
import type { TimelineServiceImplementation } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { standingTo } from '../../audience/replica/ties-store.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { AuthorNotFound } from '../domain/errors.ts';
import { seesPerson, seesPostsOf } from '../domain/visibility.ts';
import { findViewer } from '../store/view-posts.ts';
import { answerPage } from './answer-page.ts';
import { newest, readVisiblePage } from './visible-page.ts';

const schema = z.object({ authorId: id, pageSize, pageToken });

export const listAuthorPosts =
  (context: PostsContext): TimelineServiceImplementation<CallExtension>['listAuthorPosts'] =>
  async (request, call) => {
    const { authorId, pageSize, pageToken } = parse(schema, request);
    const viewer = viewerId(call);
    const query = ['ListAuthorPosts', authorId, viewer ?? ''];
    const [before = newest] = readPageToken(query, pageToken) ?? [];
    const [card, { ties }] = await Promise.all([context.people.cards.get(authorId), findViewer(context, viewer)]);
    const relation = standingTo(ties, authorId);
    if (!card || !seesPerson(viewer, { card, relation })) throw new AuthorNotFound();
    if (!seesPostsOf(viewer, authorId, relation)) return answerPage([], viewer, '');
    const { posts, next } = await readVisiblePage(context, {
      viewer,
      size: pageSize,
      before: String(before),
      depth: Number.POSITIVE_INFINITY,
      list: (before, limit) => context.posts.findOfAuthor(authorId, before, limit),
    });
    const nextPageToken = next ? writePageToken(query, [next.before]) : '';
    return answerPage(posts, viewer, nextPageToken);
  };
