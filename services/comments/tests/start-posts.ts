import { EventLogServiceDefinition } from '#gen/tertulia/events/v1/event_log_service.ts';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { PostServiceDefinition, type PostServiceImplementation } from '#gen/tertulia/posts/v1/post_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { DomainError } from '../../kit/errors.ts';
import { eventLogService } from '../../kit/events/event-log-service.ts';
import { type RunningServer, startServer } from '../../kit/server.ts';
import { startEventSource } from '../../kit/testing/event-source.ts';
import { silentLogger } from '../../kit/testing/silent-logger.ts';
import type { TokenVerifier } from '../../kit/token-verifier.ts';
import { PostNotFound } from '../domain/errors.ts';

type Answer = Partial<Post> | 'never' | undefined;

/**
 * Plays the posts service: its event log, and a GetPost whose answers the test
 * sets. It can be stopped and started again on the same port.
 */
export async function startPosts() {
  await using resources = new AsyncDisposableStack();
  const source = resources.use(await startEventSource({ name: 'posts' }));
  const answers = new Map<string, Answer>();
  const asked: { postId: string; viewerId: string | undefined }[] = [];
  const services = [
    [EventLogServiceDefinition, eventLogService(source.log)],
    [PostServiceDefinition, postService(answers, asked)],
  ] as const;
  const serve = (port: number) =>
    startServer({
      name: 'posts',
      host: '127.0.0.1',
      port,
      services,
      verifyToken: trustingVerifier,
      logger: silentLogger,
    });
  let server: RunningServer | undefined = await serve(0);
  const { port } = server;
  const stop = async () => {
    await server?.[Symbol.asyncDispose]();
    server = undefined;
  };
  resources.defer(stop);
  const start = async () => {
    server ??= await serve(port);
  };
  const owned = resources.move();
  const dispose = () => owned.disposeAsync();
  return {
    url: `http://127.0.0.1:${port}`,
    append: source.append,
    answers,
    asked,
    stop,
    start,
    [Symbol.asyncDispose]: dispose,
  };
}

function postService(
  answers: ReadonlyMap<string, Answer>,
  asked: { postId: string; viewerId: string | undefined }[],
): PostServiceImplementation<CallExtension> {
  const unplayed = async (): Promise<never> => {
    throw new DomainError({ status: 'UNIMPLEMENTED', reason: 'INTERNAL', message: 'not played' });
  };
  return {
    createPost: unplayed,
    batchGetPosts: unplayed,
    deletePost: unplayed,
    async getPost({ postId }, call) {
      asked.push({ postId, viewerId: viewerId(call) });
      const answer = answers.get(postId);
      if (answer === 'never') return new Promise<never>(() => undefined);
      if (answer === undefined) throw new PostNotFound();
      return { post: { postId, ...answer } };
    },
  };
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
