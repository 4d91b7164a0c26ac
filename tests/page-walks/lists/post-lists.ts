import type { Somebody } from '../../visibility/scene.ts';
import { Crowd, edit, fill, fresh, idsOf, join, write } from '../stage.ts';
import type { FillList, ListsOfRpc } from '../walked-list.ts';

const engagement = '/tertulia.posts.v1.EngagementService';
const posts = '/tertulia.posts.v1.PostService';

const revisions: FillList = async (stage) => {
  const author = await join(stage);
  const postId = await write(author, 'Text 0');
  let count = 0;
  const change = () => {
    count += 1;
    return edit(postId, `Text ${count}`);
  };
  await fill(change);
  return {
    async read(page) {
      const { revisions, nextPageToken } = await author.api.posts.listPostRevisions({ postId, ...page });
      return { items: revisions.map(({ text }) => text), nextPageToken };
    },
    // What a post said stays.
    add: change,
  };
};

const quotes: FillList = async (stage) => {
  const [author, quoter] = [await join(stage), await join(stage)];
  const postId = await write(author);
  const quote = () => write(quoter, 'Look', postId);
  await fill(quote);
  return {
    async read(page) {
      const { posts, nextPageToken } = await author.api.posts.listPostQuotes({ postId, ...page });
      return { items: posts.map((post) => post.postId), nextPageToken };
    },
    add: quote,
    remove: (quoteId) => author.api.posts.removeQuote({ ...fresh(), postId: quoteId }),
    disturb: (quoteId) => edit(quoteId, 'Look here'),
  };
};

/** Who did something with a post. */
function doers(
  act: (somebody: Somebody, postId: string) => Promise<unknown>,
  undo: (somebody: Somebody, postId: string) => Promise<unknown>,
  list: 'listPostLikers' | 'listPostReposters',
): FillList {
  return async (stage) => {
    const author = await join(stage);
    const postId = await write(author);
    const crowd = await Crowd.gather(stage, (somebody) => act(somebody, postId));
    return {
      async read(page) {
        const { accounts, nextPageToken } = await author.api.engagement[list]({ postId, ...page });
        return { items: idsOf(accounts), nextPageToken };
      },
      add: crowd.grow,
      remove: (id) => undo(crowd.of(id), postId),
      disturb: (id) => act(crowd.of(id), postId),
    };
  };
}

const like = ({ api }: Somebody, postId: string) => api.engagement.likePost({ ...fresh(), postId });
const unlike = ({ api }: Somebody, postId: string) => api.engagement.unlikePost({ ...fresh(), postId });
const repost = ({ api }: Somebody, postId: string) => api.engagement.repostPost({ ...fresh(), postId });
const unrepost = ({ api }: Somebody, postId: string) => api.engagement.unrepostPost({ ...fresh(), postId });

const bookmarks: FillList = async (stage) => {
  const [author, reader] = [await join(stage), await join(stage)];
  const bookmark = (postId: string) => reader.api.engagement.bookmarkPost({ ...fresh(), postId });
  const add = async () => bookmark(await write(author));
  await fill(add);
  return {
    async read(page) {
      const { posts, nextPageToken } = await reader.api.engagement.listBookmarks(page);
      return { items: posts.map(({ postId }) => postId), nextPageToken };
    },
    add,
    remove: (postId) => reader.api.engagement.removeBookmark({ ...fresh(), postId }),
    disturb: bookmark,
  };
};

const liked: FillList = async (stage) => {
  const [author, liker] = [await join(stage), await join(stage)];
  const add = async () => like(liker, await write(author));
  await fill(add);
  return {
    async read(page) {
      const { posts, nextPageToken } = await author.api.timelines.listLikedPosts({ authorId: liker.id, ...page });
      return { items: posts.map(({ postId }) => postId), nextPageToken };
    },
    add,
    remove: (postId) => unlike(liker, postId),
    disturb: (postId) => like(liker, postId),
  };
};

export const postLists: Readonly<Record<string, ListsOfRpc>> = {
  [`${posts}/ListPostRevisions`]: { '': revisions },
  [`${posts}/ListPostQuotes`]: { '': quotes },
  [`${engagement}/ListPostLikers`]: { '': doers(like, unlike, 'listPostLikers') },
  [`${engagement}/ListPostReposters`]: { '': doers(repost, unrepost, 'listPostReposters') },
  [`${engagement}/ListBookmarks`]: { '': bookmarks },
  '/tertulia.posts.v1.TimelineService/ListLikedPosts': { '': liked },
};
