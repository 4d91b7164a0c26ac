import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { isReached, knows, sees } from '../expectation.ts';
import type { Somebody } from '../scene.ts';
import { answers, type Question, type Rows, readAll, seenIf, seenOf } from './row.ts';

const has = (posts: readonly Post[], { postId }: { postId: string }) => posts.some((post) => post.postId === postId);
const expectPost = ({ viewer, item }: Question) => seenIf(sees(viewer, item), 'POST_NOT_FOUND');
const expectListed = ({ viewer, item }: Question) => seenIf(sees(viewer, item));
const expectOfAuthor = ({ viewer, item }: Question) =>
  knows(viewer) ? seenIf(sees(viewer, item)) : 'AUTHOR_NOT_FOUND';

const engagement = '/tertulia.posts.v1.EngagementService';
const posts = '/tertulia.posts.v1.PostService';
const timelines = '/tertulia.posts.v1.TimelineService';

export const postRows: Rows = {
  [`${posts}/GetPost`]: {
    shows: 'the post',
    ask: ({ api, item: { postId } }) => answers(api.posts.getPost({ postId })),
    expect: expectPost,
  },
  [`${posts}/BatchGetPosts`]: {
    shows: 'the post, also in a quote of it by somebody else',
    async ask({ api, item: { postId, quoteId } }) {
      const postIds = quoteId === '' ? [postId] : [postId, quoteId];
      const [own, quote] = (await api.posts.batchGetPosts({ postIds })).results;
      const quoted = quote?.post?.quotedPost?.postId === postId;
      // What keeps the post from somebody is said of the quote, which they see.
      const isKept = quote?.post?.quoteUnavailable ?? false;
      return seenOf({ post: own?.post !== undefined, quoted, 'quote of what is unavailable': isKept });
    },
    expect({ viewer, item }) {
      const [isSeen, isQuoted] = [sees(viewer, item), item.quoteId !== ''];
      return seenOf({ post: isSeen, quoted: isQuoted && isSeen, 'quote of what is unavailable': isQuoted && !isSeen });
    },
  },
  [`${posts}/ListPostRevisions`]: {
    shows: 'what the post said and says',
    ask: async ({ api, item: { postId } }) =>
      seenIf((await api.posts.listPostRevisions({ postId })).revisions.length === 2),
    expect: expectPost,
  },
  [`${posts}/ListPostQuotes`]: {
    shows: 'who quotes the post, and for whom',
    async ask({ api, item: { postId, quoteId, closeQuoteId } }) {
      const { posts: quotes } = await api.posts.listPostQuotes({ postId });
      const is = (id: string) => quotes.some((quote) => quote.postId === id);
      return seenOf({ quote: is(quoteId), 'close quote': is(closeQuoteId), more: quotes.length > 2 });
    },
    expect({ viewer, item }) {
      if (!sees(viewer, item)) return 'POST_NOT_FOUND';
      const isQuoted = item.quoteId !== '';
      return seenOf({ quote: isQuoted, 'close quote': isQuoted && viewer === 'mentioned' });
    },
  },
  [`${engagement}/ListPostLikers`]: {
    shows: 'who likes the post',
    async ask({ api, scene, item: { postId } }) {
      const { accounts } = await api.engagement.listPostLikers({ postId });
      return seenIf(accounts.length === 1 && accounts[0]?.accountId === scene.witness.id);
    },
    expect: expectPost,
  },
  [`${engagement}/ListPostReposters`]: {
    shows: 'who reposts the post',
    async ask({ api, scene, item: { postId } }) {
      const { accounts } = await api.engagement.listPostReposters({ postId });
      const is = (person: Somebody | undefined) => accounts.some(({ accountId }) => accountId === person?.id);
      return seenOf({ witness: is(scene.witness), follower: is(scene.person('follower')), more: accounts.length > 2 });
    },
    // The stranger blocks the follower.
    expect({ viewer, item }) {
      if (!sees(viewer, item)) return 'POST_NOT_FOUND';
      const isReposted = item.audience === 'public';
      return seenOf({ witness: isReposted, follower: isReposted && viewer !== 'stranger' });
    },
  },
  [`${engagement}/ListBookmarks`]: {
    shows: 'a post that one bookmarked while one could see it',
    ask: async ({ api, item }) => seenIf(has(await readAll(api.engagement.listBookmarks, (page) => page.posts), item)),
    expect: expectListed,
  },
  [`${timelines}/ListHomeTimeline`]: {
    shows: 'the post, in the timeline of who follows or followed the author',
    ask: async ({ api, item }) =>
      seenIf(has(await readAll(api.timelines.listHomeTimeline, (page) => page.posts), item)),
    expect: ({ viewer, item }) => seenIf(isReached(viewer) && sees(viewer, item)),
  },
  [`${timelines}/ListAuthorPosts`]: {
    shows: "the post, among its author's",
    async ask({ api, scene: { author }, item }) {
      const list = (page: object) => api.timelines.listAuthorPosts({ authorId: author.id, ...page });
      return seenIf(has(await readAll(list, (page) => page.posts), item));
    },
    expect: expectOfAuthor,
  },
  [`${timelines}/ListPinnedPosts`]: {
    shows: 'the post, pinned by its author',
    async ask({ api, scene: { author }, item }) {
      return seenIf(has((await api.timelines.listPinnedPosts({ authorId: author.id })).posts, item));
    },
    // Three can be pinned: the one for whom it mentions is not.
    expect: (question) =>
      question.item.audience === 'mentioned' && knows(question.viewer) ? 'not seen' : expectOfAuthor(question),
  },
  [`${timelines}/ListLikedPosts`]: {
    shows: 'the post, among what somebody else likes',
    async ask({ api, scene: { witness }, item }) {
      const list = (page: object) => api.timelines.listLikedPosts({ authorId: witness.id, ...page });
      return seenIf(has(await readAll(list, (page) => page.posts), item));
    },
    expect: expectListed,
  },
  [`${timelines}/ListHashtagPosts`]: {
    shows: 'the post, under its hashtag',
    async ask({ api, item }) {
      const list = (page: object) => api.timelines.listHashtagPosts({ hashtag: item.hashtag, ...page });
      return seenIf(has(await readAll(list, (page) => page.posts), item));
    },
    expect: expectListed,
  },
  [`${timelines}/ListLocalTimeline`]: {
    shows: 'the post, among what everybody wrote',
    ask: async ({ api, item }) =>
      seenIf(has(await readAll(api.timelines.listLocalTimeline, (page) => page.posts), item)),
    expect: ({ viewer, item }) => seenIf(item.audience === 'public' && !item.authorPrivate && sees(viewer, item)),
  },
  '/tertulia.posts.v1.HashtagService/ListFollowedHashtags': {
    silentBecause: 'it lists what the caller alone chose, by its name, whether or not anybody wrote it',
  },
  '/tertulia.mesh.v1.PingService/Ping': { silentBecause: 'it answers with what the caller sent' },
};
