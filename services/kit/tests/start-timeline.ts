import {
  TimelineServiceDefinition,
  type TimelineServiceImplementation,
} from '#gen/tertulia/posts/v1/timeline_service.ts';
import type { CallExtension } from '../call.ts';
import { type StartServerOptions, startServer } from '../server.ts';
import { type As, connect } from '../testing/connect.ts';
import { fixedTokens } from '../testing/fixed-tokens.ts';
import { silentLogger } from '../testing/silent-logger.ts';

export type Timeline = TimelineServiceImplementation<CallExtension>;

/** What tests call: two unary RPCs, one for members and one for anyone, and a stream for members. */
const called = {
  listHomeTimeline: async () => ({}),
  listAuthorPosts: async () => ({}),
  async *watchHome() {},
};

const others = Object.keys(TimelineServiceDefinition.methods).map((name) => [name, async () => ({})]);

/** All answer with nothing. */
export const emptyTimeline = { ...Object.fromEntries(others), ...called } as Timeline;

/** Serves TimelineService with the handlers that a test gives. */
export async function startTimeline(handlers: Partial<Timeline> = {}, options: Partial<StartServerOptions<[]>> = {}) {
  await using resources = new AsyncDisposableStack();
  const tokens = fixedTokens();
  const services = [[TimelineServiceDefinition, { ...emptyTimeline, ...handlers }]] as const;
  const usual = { name: 'posts', host: '127.0.0.1', port: 0, verifyToken: tokens, logger: silentLogger };
  const server = resources.use(await startServer({ ...usual, ...options, services }));
  const owned = resources.move();
  const client = (as: As = {}) => owned.use(connect(TimelineServiceDefinition, server, as));
  return {
    port: server.port,
    tokens,
    member: client({ token: 'ana.s1' }),
    stranger: client(),
    connect: client,
    stop: () => server[Symbol.asyncDispose](),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
