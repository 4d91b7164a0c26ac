import { reasonOf } from '../model/step.ts';
import type { BlockScene } from './block-scene.ts';
import type { Somebody } from './scene.ts';

/** Page tokens that somebody was given, each with how it goes on. */
export type OldTokens = Readonly<Record<string, string>>;

/** A page of a list: whose things are on it. */
type ReadPage = (pageToken: string) => Promise<{ people: readonly (string | undefined)[]; nextPageToken: string }>;

const pageSize = 2;

/** The readers of every list in which one of the two finds the other, by a page. What they give is whose things they are. */
function lists({ meetingId, hashtag }: BlockScene, { api }: Somebody, whom: Somebody): Record<string, ReadPage> {
  const authors = (posts: readonly { author?: { accountId: string } | undefined }[]) =>
    posts.map(({ author }) => author?.accountId);
  return {
    async home(pageToken: string) {
      const { posts, nextPageToken } = await api.timelines.listHomeTimeline({ pageSize, pageToken });
      return { people: authors(posts), nextPageToken };
    },
    async authorPosts(pageToken: string) {
      const { posts, nextPageToken } = await api.timelines.listAuthorPosts({ authorId: whom.id, pageSize, pageToken });
      return { people: authors(posts), nextPageToken };
    },
    async hashtag(pageToken: string) {
      const { posts, nextPageToken } = await api.timelines.listHashtagPosts({ hashtag, pageSize, pageToken });
      return { people: authors(posts), nextPageToken };
    },
    async local(pageToken: string) {
      const { posts, nextPageToken } = await api.timelines.listLocalTimeline({ pageSize, pageToken });
      return { people: authors(posts), nextPageToken };
    },
    async likedPosts(pageToken: string) {
      const { posts, nextPageToken } = await api.timelines.listLikedPosts({ authorId: whom.id, pageSize, pageToken });
      return { people: posts.map(() => whom.id), nextPageToken };
    },
    async thread(pageToken: string) {
      const { comments, nextPageToken } = await api.comments.listComments({ postId: meetingId, pageSize, pageToken });
      return { people: authors(comments), nextPageToken };
    },
    async authorComments(pageToken: string) {
      const request = { authorId: whom.id, pageSize, pageToken };
      const { comments, nextPageToken } = await api.comments.listAuthorComments(request);
      return { people: authors(comments), nextPageToken };
    },
    async likers(pageToken: string) {
      const request = { postId: meetingId, pageSize: 1, pageToken };
      const { accounts, nextPageToken } = await api.engagement.listPostLikers(request);
      return { people: accounts.map(({ accountId }) => accountId), nextPageToken };
    },
    async followers(pageToken: string) {
      const { followers, nextPageToken } = await api.graph.listFollowers({ accountId: whom.id, pageSize, pageToken });
      return { people: followers.map(({ accountId }) => accountId), nextPageToken };
    },
    async notifications(pageToken: string) {
      const { notifications, nextPageToken } = await api.notifications.listNotifications({ pageSize, pageToken });
      return { people: notifications.flatMap(({ actors }) => actors.map((each) => each.accountId)), nextPageToken };
    },
  };
}

/** Takes the token of the second page of each list that has one. */
export async function takeTokens(scene: BlockScene, who: Somebody, whom: Somebody): Promise<OldTokens> {
  const tokens: Record<string, string> = {};
  for (const [name, read] of Object.entries(lists(scene, who, whom))) {
    const { nextPageToken } = await read('');
    if (nextPageToken !== '') tokens[name] = nextPageToken;
  }
  return tokens;
}

/** Where one of the two still finds the other: in a list, behind an old token, in a count. */
export async function findTraces(scene: BlockScene, who: Somebody, whom: Somebody, old: OldTokens): Promise<string[]> {
  const traces: string[] = [];
  for (const [name, read] of Object.entries(lists(scene, who, whom))) {
    if (await finds(read, whom, '')) traces.push(name);
    const token = old[name];
    if (token !== undefined && (await finds(read, whom, token))) traces.push(`${name}, by an old token`);
  }
  return [...traces, ...(await findInCounts(scene, who, whom))];
}

async function finds(read: ReadPage, whom: Somebody, from: string): Promise<boolean> {
  let pageToken = from;
  do {
    const page: Awaited<ReturnType<ReadPage>> = await read(pageToken).catch((error: unknown) => {
      // Who is not there has no list.
      if (/_NOT_FOUND$/.test(reasonOf(error))) return { people: [], nextPageToken: '' };
      throw error;
    });
    if (page.people.includes(whom.id)) return true;
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  return false;
}

async function findInCounts({ posts, meetingId }: BlockScene, who: Somebody, whom: Somebody): Promise<string[]> {
  const { api } = who;
  const traces: string[] = [];
  const { results } = await api.posts.batchGetPosts({ postIds: [...(posts.get(whom) ?? []), meetingId] });
  const meeting = results.at(-1)?.post;
  if (results.slice(0, -1).some(({ post }) => post !== undefined)) traces.push('posts');
  if (meeting?.likeCount !== 1) traces.push(`${meeting?.likeCount} likes are counted`);
  if (meeting?.commentCount !== 3) traces.push(`${meeting?.commentCount} comments are counted`);
  const { notifications } = await api.notifications.listNotifications({ pageSize: 100 });
  const { unreadCount } = await api.notifications.getUnreadCount({});
  const shown = notifications.filter(({ read }) => !read).length;
  if (unreadCount !== shown) traces.push(`${unreadCount} are counted as unread, ${shown} are shown`);
  const { relationships } = await api.graph.batchGetRelationships({ accountIds: [whom.id] });
  const [standing] = relationships;
  if (standing?.following || standing?.followedBy) traces.push('a follow');
  return traces;
}
