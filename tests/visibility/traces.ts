import { reasonOf } from '../model/step.ts';
import { findInCounts } from './block-counts.ts';
import type { BlockScene } from './block-scene.ts';
import type { Somebody } from './scene.ts';

/** Page tokens that somebody was given, each with how it goes on. */
export type OldTokens = Readonly<Record<string, string>>;

interface PageRequest {
  readonly pageSize: number;
  readonly pageToken: string;
}

/** A page of a list: whose things are on it. */
type ReadPage = (page: PageRequest) => Promise<{ people: readonly (string | undefined)[]; nextPageToken: string }>;

type Lists = Record<string, ReadPage>;

/** One of the two, who looks for the other. */
export interface Side {
  readonly who: Somebody;
  readonly whom: Somebody;
  /** The other blocks, or will: who blocks still knows of whom. */
  readonly isBlocked: boolean;
}

const authors = (posts: readonly { author?: { accountId: string } | undefined }[]) =>
  posts.map(({ author }) => author?.accountId);

/** The readers of every list in which one of the two finds the other, by a page. What they give is whose things they are. */
function listsOf(scene: BlockScene, { who, whom, isBlocked }: Side): Lists {
  const { api } = who;
  return {
    ...postLists(scene, api, whom),
    ...commentLists(scene, api, whom),
    ...(isBlocked ? profileLists(scene, api) : {}),
    async notifications(page) {
      const { notifications, nextPageToken } = await api.notifications.listNotifications(page);
      return { people: notifications.flatMap(({ actors }) => actors.map((each) => each.accountId)), nextPageToken };
    },
  };
}

function postLists(
  { meetingId: postId, hashtag }: BlockScene,
  api: Somebody['api'],
  { id: authorId }: Somebody,
): Lists {
  const byAuthor =
    (
      list: (page: PageRequest) => Promise<{
        posts: readonly { author?: { accountId: string } | undefined }[];
        nextPageToken: string;
      }>,
    ): ReadPage =>
    async (page) => {
      const { posts, nextPageToken } = await list(page);
      return { people: authors(posts), nextPageToken };
    };
  return {
    home: byAuthor((page) => api.timelines.listHomeTimeline(page)),
    authorPosts: byAuthor((page) => api.timelines.listAuthorPosts({ authorId, ...page })),
    hashtag: byAuthor((page) => api.timelines.listHashtagPosts({ hashtag, ...page })),
    local: byAuthor((page) => api.timelines.listLocalTimeline(page)),
    bookmarks: byAuthor((page) => api.engagement.listBookmarks(page)),
    quotes: byAuthor((page) => api.posts.listPostQuotes({ postId, ...page })),
    async likedPosts(page) {
      const { posts, nextPageToken } = await api.timelines.listLikedPosts({ authorId, ...page });
      return { people: posts.map(() => authorId), nextPageToken };
    },
    async likers(page) {
      const { accounts, nextPageToken } = await api.engagement.listPostLikers({ postId, ...page });
      return { people: accounts.map(({ accountId }) => accountId), nextPageToken };
    },
    async reposters(page) {
      const { accounts, nextPageToken } = await api.engagement.listPostReposters({ postId, ...page });
      return { people: accounts.map(({ accountId }) => accountId), nextPageToken };
    },
  };
}

function commentLists(
  { meetingId: postId, thirdsCommentId: commentId }: BlockScene,
  api: Somebody['api'],
  whom: Somebody,
) {
  return {
    async thread(page) {
      const { comments, nextPageToken } = await api.comments.listComments({ postId, ...page });
      return { people: authors(comments), nextPageToken };
    },
    async replies(page) {
      const { replies, nextPageToken } = await api.comments.listReplies({ commentId, ...page });
      return { people: authors(replies), nextPageToken };
    },
    async authorComments(page) {
      const { comments, nextPageToken } = await api.comments.listAuthorComments({ authorId: whom.id, ...page });
      return { people: authors(comments), nextPageToken };
    },
    async commentLikers(page) {
      const { accounts, nextPageToken } = await api.commentLikes.listCommentLikers({ commentId, ...page });
      return { people: accounts.map(({ accountId }) => accountId), nextPageToken };
    },
  } satisfies Lists;
}

function profileLists({ third: { id: accountId }, hashtag: query }: BlockScene, api: Somebody['api']): Lists {
  return {
    async followers(page) {
      const { followers, nextPageToken } = await api.graph.listFollowers({ accountId, ...page });
      return { people: followers.map((each) => each.accountId), nextPageToken };
    },
    async following(page) {
      const { following, nextPageToken } = await api.graph.listFollowing({ accountId, ...page });
      return { people: following.map((each) => each.accountId), nextPageToken };
    },
    async search(page) {
      const { profiles, nextPageToken } = await api.profiles.searchProfiles({ query, ...page });
      return { people: profiles.map((each) => each.accountId), nextPageToken };
    },
  };
}

/** Takes the token of the second page of each list, of one each. */
export async function takeTokens(scene: BlockScene, side: Side): Promise<OldTokens> {
  const tokens: Record<string, string> = {};
  for (const [name, read] of Object.entries(listsOf(scene, side))) {
    tokens[name] = (await read({ pageSize: 1, pageToken: '' })).nextPageToken;
  }
  return tokens;
}

/** Where one of the two still finds the other: in a list, behind an old token, by an id, in a count. */
export async function findTraces(scene: BlockScene, side: Side, old: OldTokens): Promise<string[]> {
  const traces: string[] = [];
  for (const [name, read] of Object.entries(listsOf(scene, side))) {
    if (await finds(read, side.whom, '')) traces.push(name);
    const token = old[name];
    if (token !== undefined && (await finds(read, side.whom, token))) traces.push(`${name}, by an old token`);
  }
  return [...traces, ...(await findByIds(scene, side)), ...(await findInCounts(scene, side))];
}

const pageSize = 10;

async function finds(read: ReadPage, whom: Somebody, from: string): Promise<boolean> {
  let pageToken = from;
  do {
    const page = await unlessMissing(read({ pageSize, pageToken }));
    // Who is not there has no list.
    if (page === undefined) return false;
    if (page.people.includes(whom.id)) return true;
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  return false;
}

async function findByIds({ posts, comments }: BlockScene, { who: { api }, whom, isBlocked }: Side): Promise<string[]> {
  const [postId = ''] = posts.get(whom) ?? [];
  const commentId = comments.get(whom) ?? '';
  const reads: Record<string, Promise<unknown>> = {
    GetPost: api.posts.getPost({ postId }),
    GetThread: api.threads.getThread({ postId }),
    ListComments: api.comments.listComments({ postId }),
    GetComment: api.comments.getComment({ commentId }),
    ListCommentAncestors: api.comments.listCommentAncestors({ commentId }),
    ...(isBlocked ? { GetProfile: api.profiles.getProfile({ name: { $case: 'handle', value: whom.handle } }) } : {}),
  };
  const found = await Promise.all(
    Object.entries(reads).map(async ([name, read]) => ((await unlessMissing(read)) === undefined ? [] : [name])),
  );
  return found.flat();
}

/** What a read gives; undefined where it says that there is no such thing. */
async function unlessMissing<T>(read: Promise<T>): Promise<T | undefined> {
  return read.catch((error: unknown) => {
    if (/_NOT_FOUND$/.test(reasonOf(error))) return undefined;
    throw error;
  });
}
