import { z } from 'zod';
import { AuthorPostsFilter, type TimelineServiceImplementation } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { seesPostsOf } from '../domain/visibility.ts';
import { findListStretch, writtenList } from '../store/list-store.ts';
import { answerPage } from './answer-page.ts';
import { findAuthorFor } from './author-seen.ts';
import { newest, readVisiblePage } from './visible-page.ts';

const filters: readonly number[] = [
  AuthorPostsFilter.AUTHOR_POSTS_FILTER_UNSPECIFIED,
  AuthorPostsFilter.AUTHOR_POSTS_FILTER_POSTS_AND_REPOSTS,
  AuthorPostsFilter.AUTHOR_POSTS_FILTER_POSTS,
];

const schema = z.object({
  authorId: id,
  pageSize,
  pageToken,
  filter: z
    .number()
    .refine((filter) => filters.includes(filter), 'must be one of the filters')
    .transform((filter) => filter === AuthorPostsFilter.AUTHOR_POSTS_FILTER_POSTS),
});

export const listAuthorPosts =
  (context: PostsContext): TimelineServiceImplementation<CallExtension>['listAuthorPosts'] =>
  async (request, call) => {
    const { authorId: ownerId, pageSize, pageToken, filter: withoutReposts } = parse(schema, request);
    const viewerOfPage = viewerId(call);
    const query = ['ListAuthorPosts', ownerId, withoutReposts, viewerOfPage ?? ''];
    const [before = newest] = readPageToken(query, pageToken) ?? [];
    const { author, viewer } = await findAuthorFor(context, viewerOfPage, ownerId);
    if (!seesPostsOf(viewerOfPage, ownerId, author.relation)) return answerPage([], viewerOfPage, '');
    const { items, next } = await readVisiblePage(context, {
      call,
      viewer,
      size: pageSize,
      before: String(before),
      list: (before, limit) =>
        withoutReposts
          ? findListStretch(context.database, writtenList, { ownerId, before, limit })
          : context.posts.findOfAuthor(ownerId, before, limit),
    });
    return answerPage(items, viewerOfPage, next ? writePageToken(query, [next.cursor]) : '');
  };
