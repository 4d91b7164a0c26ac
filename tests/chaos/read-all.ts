import type { Member } from '../members.ts';

/** The texts of all posts of some members but one's own first words, each as often as it is listed. */
export async function readPosts(members: readonly Member[], reader: Member): Promise<string[]> {
  const lists = members.map(({ id }) =>
    walk(async (pageToken) => {
      const page = await reader.api.timelines.listAuthorPosts({ authorId: id, pageSize: 100, pageToken });
      return { items: page.posts.map(({ text }) => text), next: page.nextPageToken };
    }),
  );
  return (await Promise.all(lists)).flat();
}

/** The texts of all comments on some posts. */
export async function readComments(postIds: readonly string[], reader: Member): Promise<string[]> {
  const lists = postIds.map((postId) =>
    walk(async (pageToken) => {
      const page = await reader.api.comments.listComments({ postId, pageSize: 100, pageToken });
      return { items: page.comments.map(({ text }) => text), next: page.nextPageToken };
    }),
  );
  return (await Promise.all(lists)).flat();
}

/** `account post` for each like of some posts. */
export async function readLikes(postIds: readonly string[], reader: Member): Promise<Set<string>> {
  const lists = postIds.map((postId) =>
    walk(async (pageToken) => {
      const page = await reader.api.engagement.listPostLikers({ postId, pageSize: 100, pageToken });
      return { items: page.accounts.map(({ accountId }) => `${accountId} ${postId}`), next: page.nextPageToken };
    }),
  );
  return new Set((await Promise.all(lists)).flat());
}

/** `follower followee` for each follow of some members. */
export async function readFollows(members: readonly Member[], reader: Member): Promise<Set<string>> {
  const lists = members.map(({ id }) =>
    walk(async (pageToken) => {
      const page = await reader.api.graph.listFollowing({ accountId: id, pageSize: 100, pageToken });
      return { items: page.following.map(({ accountId }) => `${id} ${accountId}`), next: page.nextPageToken };
    }),
  );
  return new Set((await Promise.all(lists)).flat());
}

/** `reader notification` for each that is unread. Everybody reads their own. */
export async function readUnread(members: readonly Member[]): Promise<Set<string>> {
  const lists = members.map(({ id, api }) =>
    walk(async (pageToken) => {
      const page = await api.notifications.listNotifications({ pageSize: 100, pageToken });
      const unread = page.notifications.filter(({ read }) => !read);
      return { items: unread.map(({ notificationId }) => `${id} ${notificationId}`), next: page.nextPageToken };
    }),
  );
  return new Set((await Promise.all(lists)).flat());
}

async function walk<T>(read: (pageToken: string) => Promise<{ items: T[]; next: string }>): Promise<T[]> {
  const all: T[] = [];
  let pageToken = '';
  do {
    const { items, next } = await read(pageToken);
    all.push(...items);
    pageToken = next;
  } while (pageToken !== '');
  return all;
}
