import type { CompatServiceDefinition } from 'nice-grpc';
import { EventLogServiceDefinition } from '#gen/tertulia/events/v1/event_log_service.ts';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { PostServiceDefinition, type PostServiceImplementation } from '#gen/tertulia/posts/v1/post_service.ts';
import {
  ProfileServiceDefinition,
  type ProfileServiceImplementation,
} from '#gen/tertulia/profile/v1/profile_service.ts';
import type { Card } from '../../audience/replica/people-store.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { eventLogService } from '../../kit/events/event-log-service.ts';
import { Unavailable } from '../../kit/mesh-errors.ts';
import { type RunningServer, startServer } from '../../kit/server.ts';
import { startEventSource } from '../../kit/testing/event-source.ts';
import { silentLogger } from '../../kit/testing/silent-logger.ts';
import type { TokenVerifier } from '../../kit/token-verifier.ts';
import { PostNotFound } from '../domain/errors.ts';

const common = { host: '127.0.0.1', logger: silentLogger };

/** What posts answers of a post; `never` does not answer. */
type PostAnswer = Partial<Post> | 'never';

/**
 * Plays the posts service: its event log, and a GetPost whose answers the test
 * sets. It can be stopped, and started again on the same port.
 */
export async function playPosts() {
  await using resources = new AsyncDisposableStack();
  const source = resources.use(await startEventSource({ name: 'posts' }));
  const answers = new Map<string, PostAnswer>();
  const asked: { postId: string; viewerId: string | undefined }[] = [];
  const posts: PostServiceImplementation<CallExtension> = {
    ...unplayed(PostServiceDefinition),
    async getPost({ postId }, call) {
      asked.push({ postId, viewerId: viewerId(call) });
      const answer = answers.get(postId);
      if (answer === 'never') return new Promise<never>(() => undefined);
      if (answer === undefined) throw new PostNotFound();
      return { post: { postId, ...answer } };
    },
  };
  const services = [
    [EventLogServiceDefinition, eventLogService(source.log)],
    [PostServiceDefinition, posts],
  ] as const;
  const serve = (port: number) =>
    startServer({ name: 'posts', port, services, verifyToken: trustingVerifier, ...common });
  let server: RunningServer | undefined = await serve(0);
  const { port } = server;
  const stop = async () => {
    await server?.[Symbol.asyncDispose]();
    server = undefined;
  };
  const start = async () => {
    server ??= await serve(port);
  };
  resources.defer(stop);
  const owned = resources.move();
  const dispose = () => owned.disposeAsync();
  return {
    url: `http://127.0.0.1:${port}`,
    append: source.append,
    database: source.database,
    answers,
    asked,
    stop,
    start,
    [Symbol.asyncDispose]: dispose,
  };
}

/** Plays the profile service: its event log, and a GetProfile and a BatchResolveHandles that know the cards that the test sets. */
export async function playProfile() {
  await using resources = new AsyncDisposableStack();
  const source = resources.use(await startEventSource({ name: 'profile' }));
  const cards = new Map<string, Card>();
  const handles = new Map<string, Card>();
  const asked: string[] = [];
  const profiles: ProfileServiceImplementation<CallExtension> = {
    ...unplayed(ProfileServiceDefinition),
    async getProfile({ name }) {
      const card = cards.get(name?.value ?? '');
      if (!card) throw new Unavailable();
      return { profile: card };
    },
    async batchResolveHandles(request) {
      asked.push(...request.handles);
      return { results: request.handles.map((handle) => ({ handle, card: handles.get(handle) })) };
    },
  };
  const services = [
    [EventLogServiceDefinition, eventLogService(source.log)],
    [ProfileServiceDefinition, profiles],
  ] as const;
  const server = resources.use(
    await startServer({ name: 'profile', port: 0, services, verifyToken: trustingVerifier, ...common }),
  );
  const owned = resources.move();
  const dispose = () => owned.disposeAsync();
  return {
    url: `http://127.0.0.1:${server.port}`,
    append: source.append,
    database: source.database,
    cards,
    handles,
    asked,
    [Symbol.asyncDispose]: dispose,
  };
}

/** A service whose every RPC fails. */
function unplayed<D extends CompatServiceDefinition>({ methods }: D) {
  const fail = async (): Promise<never> => {
    throw new Unavailable('this RPC is not played');
  };
  return Object.fromEntries(Object.keys(methods).map((name) => [name, fail])) as Record<
    keyof D['methods'],
    typeof fail
  >;
}

/** Believes every token: whether they are good is not what is tested here. */
const trustingVerifier: TokenVerifier = {
  async verify(token) {
    const claims: { sub: string; sid: string } = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
    );
    return { accountId: claims.sub, sessionId: claims.sid };
  },
  onSessionEnded: () => ({ [Symbol.dispose]: () => undefined }),
};
