import { z } from 'zod';
import type { TimelineServiceImplementation } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { postToProto } from '../convert.ts';
import { AuthorNotFound } from '../domain/errors.ts';
import { seesPerson, seesPostsOf } from '../domain/visibility.ts';
import { findAuthor, findPostsOfAuthor } from '../store/post-store.ts';
import { newest, readVisiblePage } from './visible-page.ts';

const schema = z.object({ authorId: id, pageSize, pageToken });

export const listAuthorPosts =
  ({ database }: PostsContext): TimelineServiceImplementation<CallExtension>['listAuthorPosts'] =>
  async (request, call) => {
    const { authorId, pageSize, pageToken } = parse(schema, request);
    const viewer = viewerId(call);
    const query = ['ListAuthorPosts', authorId, viewer ?? ''];
    const [before = newest] = readPageToken(query, pageToken) ?? [];
    const author = await findAuthor(database, viewer, authorId);
    if (!author || !seesPerson(viewer, author)) throw new AuthorNotFound();
    if (!seesPostsOf(viewer, authorId, author.relation)) return { posts: [], nextPageToken: '' };
    const { posts, next } = await readVisiblePage({
      viewer,
      size: pageSize,
      before: String(before),
      depth: Number.POSITIVE_INFINITY,
      read: (before, limit) => findPostsOfAuthor(database, viewer, { authorId, before, limit }),
    });
    const nextPageToken = next ? writePageToken(query, [next.before]) : '';
    return { posts: posts.map((post) => postToProto(post, viewer)), nextPageToken };
  };
