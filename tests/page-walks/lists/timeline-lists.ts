import type { AuthorPostsFilter } from '#gen/tertulia/posts/v1/timeline_service.ts';
import type { Somebody } from '../../visibility/scene.ts';
import { authorOf, edit, erase, fill, fresh, join, write } from '../stage.ts';
import type { FillList, ListsOfRpc, PageRequest } from '../walked-list.ts';

const timelines = '/tertulia.posts.v1.TimelineService';

type PostsPage = Promise<{ posts: readonly { postId: string }[]; nextPageToken: string }>;

/** Pages of posts, by their ids. */
const byPost = (list: (page: PageRequest) => PostsPage) => async (page: PageRequest) => {
  const { posts, nextPageToken } = await list(page);
  return { items: posts.map(({ postId }) => postId), nextPageToken };
};

const repost = ({ api }: Somebody, postId: string) => api.engagement.repostPost({ ...fresh(), postId });

const home: FillList = async (stage) => {
  const [reader, author, friend, stranger] = await Promise.all([1, 2, 3, 4].map(() => join(stage)));
  if (!reader || !author || !friend || !stranger) throw new Error('somebody is missing');
  for (const { id } of [author, friend]) await reader.api.graph.follow({ ...fresh(), accountId: id });
  await stage.settling.settle(['profile']);
  let count = 0;
  /** Of whom one follows, in turn: what they wrote, and what they reposted of somebody else. */
  const add = async () => {
    count += 1;
    if (count % 3 === 0) await repost(friend, await write(stranger));
    else await write(author);
  };
  await fill(add);
  return {
    read: byPost((page) => reader.api.timelines.listHomeTimeline(page)),
    add,
    remove: erase,
    // It is there already.
    disturb: (postId) => repost(friend, postId),
    hears: ['posts'],
  };
};

/** What two people whom one follows both repost, the one deep and the other high, where the first withdraws theirs. */
const homeOfReposts: FillList = async (stage) => {
  const [reader, author, first, second] = await Promise.all([1, 2, 3, 4].map(() => join(stage)));
  if (!reader || !author || !first || !second) throw new Error('somebody is missing');
  for (const { id } of [first, second]) await reader.api.graph.follow({ ...fresh(), accountId: id });
  await stage.settling.settle(['profile']);
  const posts: string[] = [];
  await fill(async () => posts.push(await write(author)));
  for (const reposter of [first, second]) for (const postId of posts) await repost(reposter, postId);
  return {
    read: byPost((page) => reader.api.timelines.listHomeTimeline(page)),
    add: async () => repost(second, await write(author)),
    remove: erase,
    disturb: (postId) => first.api.engagement.unrepostPost({ ...fresh(), postId }),
    hears: ['posts'],
  };
};

/** What somebody wrote and, unless the filter leaves it out, reposted. */
const ofAuthor =
  (filter: AuthorPostsFilter, withReposts: boolean): FillList =>
  async (stage) => {
    const [author, other] = [await join(stage), await join(stage)];
    let count = 0;
    const add = async () => {
      count += 1;
      if (!withReposts || count % 2 === 0) return write(author);
      return repost(author, await write(other));
    };
    await fill(add);
    return {
      read: byPost((page) => other.api.timelines.listAuthorPosts({ authorId: author.id, filter, ...page })),
      add,
      remove: (postId) =>
        authorOf(postId) === other ? author.api.engagement.unrepostPost({ ...fresh(), postId }) : erase(postId),
      disturb: (postId) => repost(author, postId),
    };
  };

const hashtag: FillList = async (stage) => {
  const author = await join(stage);
  const tag = `w${author.id.replaceAll('-', '')}`;
  const add = () => write(author, `Something #${tag}`);
  await fill(add);
  let count = 0;
  return {
    read: byPost((page) => author.api.timelines.listHashtagPosts({ hashtag: tag, ...page })),
    add,
    async remove(postId) {
      count += 1;
      if (count % 2 === 0) await erase(postId);
      else await edit(postId, 'Something else');
    },
    disturb: (postId) => edit(postId, `Something more #${tag}`),
  };
};

const local: FillList = async (stage) => {
  const author = await join(stage);
  const add = () => write(author);
  await fill(add);
  return {
    async read(page) {
      const { posts, nextPageToken } = await author.api.timelines.listLocalTimeline(page);
      // All that was written here; there may be more.
      return { items: posts.map(({ postId }) => postId).filter(authorOf), nextPageToken };
    },
    add,
    remove: erase,
    disturb: (postId) => repost(author, postId),
  };
};

export const timelineLists: Readonly<Record<string, ListsOfRpc>> = {
  [`${timelines}/ListHomeTimeline`]: { '': home, 'of reposts': homeOfReposts },
  [`${timelines}/ListAuthorPosts`]: { 'with reposts': ofAuthor(1, true), 'posts alone': ofAuthor(2, false) },
  [`${timelines}/ListHashtagPosts`]: { '': hashtag },
  [`${timelines}/ListLocalTimeline`]: { '': local },
};
