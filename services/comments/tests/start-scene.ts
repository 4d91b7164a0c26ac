import { pathToFileURL } from 'node:url';
import { Any } from '#gen/google/protobuf/any.ts';
import { CommentLikeServiceDefinition } from '#gen/tertulia/comments/v1/comment_like_service.ts';
import { CommentServiceDefinition } from '#gen/tertulia/comments/v1/comment_service.ts';
import { ThreadServiceDefinition } from '#gen/tertulia/comments/v1/thread_service.ts';
import type { Event } from '#gen/tertulia/events/v1/event.ts';
import { EventLogServiceDefinition } from '#gen/tertulia/events/v1/event_log_service.ts';
import { PostAudience } from '#gen/tertulia/posts/v1/post.ts';
import { PostCreated, PostDeleted, PostPurged } from '#gen/tertulia/posts/v1/post_events.ts';
import { CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { Blocked, Followed, Unblocked } from '#gen/tertulia/profile/v1/graph_events.ts';
import { createTokenIssuer } from '../../identity/testing/token-issuer.ts';
import { type DeepPartial, type EventType, typeOfUrl } from '../../kit/events/event-type.ts';
import { newId } from '../../kit/ids.ts';
import { connect } from '../../kit/testing/connect.ts';
import { silentLogger } from '../../kit/testing/silent-logger.ts';
import { makeTempDir } from '../../kit/testing/temp-dir.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { startComments } from '../service.ts';
import { playPosts, playProfile } from './play-callees.ts';

/** Who has an account. */
type Known = { readonly accountId: string };

/** A running comments service, between a profile and a posts that the test plays. */
export async function startScene({ heartbeatMs = 25_000 } = {}) {
  await using resources = new AsyncDisposableStack();
  const folder = resources.use(await makeTempDir());
  const profile = resources.use(await playProfile());
  const posts = resources.use(await playPosts());
  const tokens = await createTokenIssuer(profile);
  const databaseUrl = pathToFileURL(`${folder.path}/comments.sqlite`).href;
  const comments = resources.use(
    await startComments(
      {
        host: '127.0.0.1',
        port: 0,
        databaseUrl,
        drainMs: 0,
        logLevel: 'silent',
        rateLimitFactor: 0,
        maxCalls: 1000,
        meshUrl: profile.url,
        profileUrl: profile.url,
        postsUrl: posts.url,
        askTimeoutMs: 300,
        heartbeatMs,
      },
      { logger: silentLogger },
    ),
  );

  /** Appends an event to profile's or posts' log and waits until the service has applied it. */
  async function tell<T>(name: 'profile' | 'posts', subject: string, type: EventType<T>, payload: DeepPartial<T>) {
    const position = await { profile, posts }[name].append(subject, type, payload);
    const consumer = comments.consumers.find((one) => one.name === name);
    await waitFor(() => consumer !== undefined && consumer.applied >= position);
  }

  /** A person with an account of which profile's log has told: a client that calls as them. */
  async function join(handle: string) {
    const person = await signUp(handle);
    const { accountId } = person;
    await tell('profile', accountId, CardChanged, { card: { accountId, handle, displayName: handle.toUpperCase() } });
    return person;
  }

  /** A person of whom the log has yet to tell. */
  async function signUp(handle: string) {
    const accountId = newId();
    const token = await tokens.issue({ accountId });
    const client = owned.use(connect(CommentServiceDefinition, comments, { token }));
    const likes = owned.use(connect(CommentLikeServiceDefinition, comments, { token }));
    const threads = owned.use(connect(ThreadServiceDefinition, comments, { token }));
    return { accountId, handle, client, likes, threads };
  }

  /** A post that posts' log has told of. Its id. */
  async function post(author: { accountId: string }, header: DeepPartial<PostCreated> = {}): Promise<string> {
    const postId = newId();
    const audience = PostAudience.POST_AUDIENCE_PUBLIC;
    const { accountId: authorId } = author;
    await tell('posts', postId, PostCreated, {
      postId,
      authorId,
      audience,
      text: 'a post',
      createTime: new Date(),
      ...header,
    });
    return postId;
  }

  /** Deletes a post for good. */
  async function deletePost(postId: string, authorId: string): Promise<void> {
    await tell('posts', postId, PostDeleted, { postId, authorId });
    await tell('posts', postId, PostPurged, { postId, authorId });
  }

  const log = resources.use(connect(EventLogServiceDefinition, comments, { service: 'notifications' }));
  /** What the service has told of a post, in order. */
  async function told(postId: string): Promise<{ type: string; payload: Uint8Array }[]> {
    const events: Event[] = [];
    for await (const response of log.subscribe({})) {
      events.push(...response.events);
      if (response.position >= response.headPosition) break;
    }
    const payloads = events.filter(({ subject }) => subject === postId).map(({ payload }) => payload ?? Any.create());
    return payloads.map(({ typeUrl, value }) => ({ type: typeOfUrl(typeUrl), payload: value }));
  }

  const between = (one: Known, other: Known) => ({ one: one.accountId, other: other.accountId });
  /** What people do to each other, as profile's log tells it. */
  const graph = {
    follow: (...pair: [Known, Known]) => {
      const { one: followerId, other: followeeId } = between(...pair);
      return tell('profile', followerId, Followed, { followerId, followeeId });
    },
    block: (...pair: [Known, Known]) => {
      const { one: blockerId, other: blockedId } = between(...pair);
      return tell('profile', blockerId, Blocked, { blockerId, blockedId });
    },
    unblock: (...pair: [Known, Known]) => {
      const { one: blockerId, other: blockedId } = between(...pair);
      return tell('profile', blockerId, Unblocked, { blockerId, blockedId });
    },
  };

  const guest = resources.use(connect(CommentServiceDefinition, comments));
  const guestLikes = resources.use(connect(CommentLikeServiceDefinition, comments));
  const guestThreads = resources.use(connect(ThreadServiceDefinition, comments));
  const owned = resources.move();
  const acts = { tell, join, signUp, post, deletePost, told };
  const guests = { guest, guestLikes, guestThreads };
  return {
    profile,
    posts,
    comments,
    databaseUrl,
    ...guests,
    ...graph,
    ...acts,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

export type Scene = Awaited<ReturnType<typeof startScene>>;
export type Person = Awaited<ReturnType<Scene['join']>>;

/** Writes a comment as a person. */
export async function comment(person: Person, postId: string, text: string, parentCommentId = ''): Promise<string> {
  const response = await person.client.createComment({ requestId: newId(), postId, parentCommentId, text });
  if (!response.comment) throw new Error('the answer has no comment');
  return response.comment.commentId;
}
