import test from 'ava';
import { type ClientError, Metadata } from 'nice-grpc';
import { RichClientError } from 'nice-grpc-error-details';
import { z } from 'zod';
import { ProfileServiceDefinition } from '#gen/tertulia/profile/v1/profile_service.ts';
import { createMeshClient } from '../client.ts';
import { DomainError } from '../errors.ts';
import { line, pageSize } from '../fields.ts';
import { loadPolicies } from '../policies.ts';
import { readReason } from '../read-reason.ts';
import { expectStatus } from '../testing/expect-status.ts';
import { keepLogLines } from '../testing/log-lines.ts';
import { parse } from '../validate.ts';
import { startTimeline } from './start-timeline.ts';

const detailOf = (error: ClientError, type: string) =>
  error instanceof RichClientError ? error.extra.find(({ $type }) => $type === `google.rpc.${type}`) : undefined;

async function drain(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream);
}

const fail = (error: unknown) => ({
  listAuthorPosts: () => Promise.reject(error),
  // biome-ignore lint/correctness/useYield: a stream that fails before its first message
  async *watchHome() {
    throw error;
  },
});

test('a domain error arrives with status, reason, metadata and delay, also at the end of a stream', async (t) => {
  const options = { status: 'NOT_FOUND', reason: 'POST_NOT_FOUND', message: 'no such post' } as const;
  await using timeline = await startTimeline(
    fail(new DomainError({ ...options, metadata: { post: 'p' }, retryDelayMs: 1_500 })),
  );
  for (const promise of [timeline.stranger.listAuthorPosts({}), drain(timeline.member.watchHome({}))]) {
    const error = await expectStatus(t, promise, 'NOT_FOUND', 'POST_NOT_FOUND');
    t.is(error.details, 'no such post');
    t.like(detailOf(error, 'ErrorInfo'), { domain: 'tertulia', metadata: { post: 'p' } });
    t.like(detailOf(error, 'RetryInfo'), { retryDelay: { seconds: 1, nanos: 500_000_000 } });
  }
});

test('a stream that has begun ends with reason and details too', async (t) => {
  await using timeline = await startTimeline({
    async *watchHome() {
      yield { cursor: '1' };
      throw new DomainError({ status: 'NOT_FOUND', reason: 'POST_NOT_FOUND', message: 'gone' });
    },
  });
  await expectStatus(t, drain(timeline.member.watchHome({})), 'NOT_FOUND', 'POST_NOT_FOUND');
});

test('every field at fault is named at once', async (t) => {
  const schema = z.object({ authorId: line({ min: 1, max: 3 }), pageSize, pageToken: z.string().max(1) });
  await using timeline = await startTimeline({
    async listAuthorPosts(request) {
      parse(schema, request);
      return {};
    },
  });
  const bad = timeline.stranger.listAuthorPosts({ authorId: ' ', pageSize: -1, pageToken: '12' });
  const error = await expectStatus(t, bad, 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  t.like(detailOf(error, 'BadRequest'), {
    fieldViolations: [
      { field: 'author_id', description: 'must not be blank' },
      { field: 'page_size', description: 'must not be negative' },
      { field: 'page_token' },
    ],
  });
});

test('a thousand fields at fault still make an answer', async (t) => {
  await using timeline = await startTimeline({
    async listAuthorPosts() {
      parse(
        z.array(z.string().max(0, 'x'.repeat(500))),
        Array.from({ length: 1_000 }, () => 'y'),
      );
      return {};
    },
  });
  await expectStatus(t, timeline.stranger.listAuthorPosts({}), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
});

test('an unknown error is hidden from the caller and logged once with its trace', async (t) => {
  const { logger, lines } = keepLogLines();
  const secret = 'SQLITE_FULL: /var/lib/posts.sqlite: insert into post';
  await using timeline = await startTimeline(fail(new Error(secret)), { logger });
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const metadata = Metadata({ traceparent });
  const error = await expectStatus(
    t,
    timeline.stranger.listAuthorPosts({ authorId: 'body' }, { metadata }),
    'INTERNAL',
    'INTERNAL',
  );
  t.is(error.details, 'the service failed');
  const errors = lines.filter(({ level }) => level === 50);
  t.is(errors.length, 1);
  t.like(errors[0], {
    traceparent,
    method: '/tertulia.posts.v1.TimelineService/ListAuthorPosts',
    err: { message: secret },
  });
  t.false(JSON.stringify(lines).includes('body'));
});

test('half an emoji in an error ends neither the call nor the process', async (t) => {
  const message = 'cut through 😀'.slice(0, -1);
  await using timeline = await startTimeline({
    ...fail(new DomainError({ status: 'ABORTED', reason: message, message, metadata: { text: message } })),
    async *watchHome() {
      yield { cursor: '1' };
      throw new DomainError({ status: 'ABORTED', reason: 'HALF', message });
    },
  });
  const unary = await expectStatus(t, timeline.stranger.listAuthorPosts({}), 'ABORTED');
  t.is(unary.details, 'cut through �');
  const stream = await expectStatus(t, drain(timeline.member.watchHome({})), 'ABORTED', 'HALF');
  t.is(stream.details, 'cut through �');
});

test('a service that is down makes the call UNAVAILABLE, not INTERNAL', async (t) => {
  const url = 'http://127.0.0.1:1';
  using profile = createMeshClient(ProfileServiceDefinition, {
    url,
    callee: 'profile',
    service: 'posts',
    policies: loadPolicies(),
  });
  await using timeline = await startTimeline({
    async listAuthorPosts(_request, call) {
      await profile.getProfile({}, call.forward);
      return {};
    },
  });
  await expectStatus(t, timeline.stranger.listAuthorPosts({}), 'UNAVAILABLE', 'UNAVAILABLE');
});

test('an answer of another service that nobody expected is INTERNAL', async (t) => {
  await using callee = await startTimeline();
  await using timeline = await startTimeline({
    async listAuthorPosts() {
      return callee.stranger.listHomeTimeline({});
    },
  });
  const error = await expectStatus(t, timeline.stranger.listAuthorPosts({}), 'INTERNAL', 'INTERNAL');
  t.is(readReason(error), 'INTERNAL');
});

test('a busy database is UNAVAILABLE', async (t) => {
  await using timeline = await startTimeline(
    fail(Object.assign(new Error('SQLITE_BUSY: locked'), { code: 'SQLITE_BUSY' })),
  );
  const error = await expectStatus(t, timeline.stranger.listAuthorPosts({}), 'UNAVAILABLE', 'UNAVAILABLE');
  t.false(error.details.includes('SQLITE'));
});
