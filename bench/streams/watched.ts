import { randomUUID } from 'node:crypto';
import { CommentServiceDefinition, WatchCommentsRequest } from '#gen/tertulia/comments/v1/comment_service.ts';
import { NotificationServiceDefinition } from '#gen/tertulia/notifications/v1/notification_service.ts';
import { TimelineServiceDefinition } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { openApi } from '../../scripts/testing/api.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';

/** Somebody who has streams open. */
export interface Watcher {
  readonly accountId: string;
  readonly token: string;
}

/** What streams are opened of, and how something comes to all of them. */
export interface Watched {
  readonly path: string;
  readonly message: Uint8Array;
  /** Makes one piece of news for everybody. */
  tell(): Promise<void>;
}

/** The kinds of streams that can be measured. Each begins with what there must be before a stream can be opened. */
export const watchedKinds: Readonly<Record<string, (url: string, people: readonly Watcher[]) => Promise<Watched>>> = {
  notifications: async (url, people) => ({
    path: pathOf(NotificationServiceDefinition, 'watchNotifications'),
    message: new Uint8Array(),
    tell: () => followAll(url, people),
  }),
  home: async (url, people) => ({
    path: pathOf(TimelineServiceDefinition, 'watchHome'),
    message: new Uint8Array(),
    // Of one's own posts, too.
    tell: async () => {
      for (const { token } of people) await writePost(url, token, 'of one of fifty');
    },
  }),
  comments: async (url, people) => {
    const api = openApi(url, people[0]?.token);
    const { post } = await writePost(url, people[0]?.token, 'of which all speak');
    const postId = post?.postId ?? '';
    const comment = () => api.comments.createComment({ requestId: randomUUID(), postId, text: 'a comment' });
    return {
      path: pathOf(CommentServiceDefinition, 'watchComments'),
      message: WatchCommentsRequest.encode({ postId, cursor: '' }).finish(),
      tell: async () => void (await waitFor(comment)),
    };
  },
};

/** Tried until it is done: the account may be younger than what posts knows of it. */
function writePost(url: string, token: string | undefined, text: string) {
  const request = { requestId: randomUUID(), text };
  return waitFor(() => openApi(url, token).posts.createPost(request));
}

/** Everybody is followed by another, or no longer. */
async function followAll(url: string, people: readonly Watcher[]): Promise<void> {
  for (const [n, { accountId }] of people.entries()) {
    const other = people[(n + 1) % people.length];
    const { graph } = openApi(url, other?.token);
    const request = { requestId: randomUUID(), accountId };
    await graph.unfollow(request);
    await graph.follow({ ...request, requestId: randomUUID() });
  }
}

function pathOf<Method extends string>(
  { fullName, methods }: { fullName: string; methods: Record<Method, { name: string }> },
  method: Method,
): string {
  return `/${fullName}/${methods[method].name}`;
}
