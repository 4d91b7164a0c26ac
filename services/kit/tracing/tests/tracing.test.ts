import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import test from 'ava';
import { Metadata } from 'nice-grpc';
import { TimelineServiceDefinition } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { root } from '../../../../scripts/tools.ts';
import { createMeshClient } from '../../client.ts';
import { on, startConsumer } from '../../events/consumer.ts';
import { loadPolicies } from '../../policies.ts';
import { startTelemetry } from '../../telemetry.ts';
import { startEventSource } from '../../testing/event-source.ts';
import { type OtlpReceiver, startOtlpReceiver } from '../../testing/otlp-receiver.ts';
import { silentLogger } from '../../testing/silent-logger.ts';
import { openTempDatabase } from '../../testing/temp-database.ts';
import { waitFor } from '../../testing/wait-for.ts';
import { startTimeline } from '../../tests/start-timeline.ts';

const logger = silentLogger;
const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const sampled = `00-${traceId}-00f067aa0ba902b7-01`;
const names = { callee: 'posts', service: 'comments', policies: loadPolicies() };
const method = 'tertulia.posts.v1.TimelineService/ListAuthorPosts';

const trace = (receiver: OtlpReceiver) =>
  startTelemetry({ name: 'posts', config: { otlpEndpoint: receiver.url }, logger });

const under = (traceparent: string) => ({ metadata: new Metadata({ traceparent }) });

test.serial('a call is a span of its caller and one of its callee, in the trace it came with', async (t) => {
  await using receiver = await startOtlpReceiver();
  await using telemetry = await trace(receiver);
  await using timeline = await startTimeline();
  using client = createMeshClient(TimelineServiceDefinition, { ...names, url: `http://127.0.0.1:${timeline.port}` });
  await client.listAuthorPosts({}, under(sampled));
  await telemetry[Symbol.asyncDispose]();
  const [called, served] = ['CLIENT', 'SERVER'].map((kind) => receiver.spans.find((span) => span.kind === kind));
  t.like(called, { traceId, parentId: '00f067aa0ba902b7', name: method, service: 'posts' });
  t.like(served, { traceId, parentId: called?.spanId, name: method });
  t.like(served?.attributes, { 'rpc.system.name': 'grpc', 'rpc.response.status_code': 'OK' });
});

test.serial('what a handler calls and tells is under the span that serves it', async (t) => {
  await using receiver = await startOtlpReceiver();
  await using telemetry = await trace(receiver);
  const seen: string[] = [];
  await using timeline = await startTimeline({
    listAuthorPosts: async (_request, call) => {
      seen.push(call.traceparent, call.forward.metadata?.get('traceparent') ?? '');
      return {};
    },
  });
  await timeline.stranger.listAuthorPosts({}, under(sampled));
  await telemetry[Symbol.asyncDispose]();
  const [served] = receiver.spans;
  t.deepEqual(seen, Array(2).fill(`00-${traceId}-${served?.spanId}-01`));
});

test.serial('a trace that is not sampled makes no spans, and keeps its id', async (t) => {
  await using receiver = await startOtlpReceiver();
  await using telemetry = await trace(receiver);
  let seen = '';
  await using timeline = await startTimeline({
    listAuthorPosts: async (_request, call) => {
      seen = call.traceparent;
      return {};
    },
  });
  await timeline.stranger.listAuthorPosts({}, under(sampled.replace(/01$/, '00')));
  await telemetry[Symbol.asyncDispose]();
  t.regex(seen, new RegExp(`^00-${traceId}-[0-9a-f]{16}-00$`));
  t.deepEqual(receiver.spans, []);
});

test.serial('what a call causes at another service carries the state of its trace, if that trace is one', async (t) => {
  const seen: (string | undefined)[] = [];
  await using timeline = await startTimeline({
    listAuthorPosts: async (_request, call) => {
      seen.push(call.forward.metadata?.get('tracestate'));
      return {};
    },
    async *watchHome(_request, call) {
      watched.push(call.forward.metadata?.get('tracestate'));
      yield { cursor: '1' };
    },
  });
  const watched: (string | undefined)[] = [];
  const state = 'vendor=a:b,other=00f067aa0ba902b7';
  for (const traceparent of [sampled, 'not-a-trace']) {
    const metadata = Metadata({ traceparent, tracestate: state });
    await timeline.stranger.listAuthorPosts({}, { metadata });
  }
  await timeline.stranger.listAuthorPosts({}, under(sampled));
  t.deepEqual(seen, [state, undefined, undefined]);
  await Array.fromAsync(
    timeline.member.watchHome({}, { metadata: Metadata({ traceparent: sampled, tracestate: state }) }),
  );
  await Array.fromAsync(timeline.member.watchHome({}, under(sampled)));
  t.deepEqual(watched, [state, undefined]);
});

test.serial('an event that is applied is a trace of its own, linked to the one that caused it', async (t) => {
  await using receiver = await startOtlpReceiver();
  await using source = await startEventSource({ name: 'profile' });
  await using temporary = await openTempDatabase();
  const { database } = temporary;
  await using telemetry = await trace(receiver);
  let applied = 0;
  const handlers = [
    on(CardChanged, async () => {
      applied += 1;
    }),
  ];
  const subscribe = source.log.subscribe.bind(source.log);
  await using _consumer = startConsumer({ database, name: 'profile', subscribe, handlers, logger });
  const append = (traceparent: string) =>
    source.database.write((tx) => source.log.append(tx, 'a', CardChanged, { card: { accountId: 'a' } }, traceparent));
  await append('');
  await append(sampled.replace(/01$/, '00'));
  await append(sampled);
  await waitFor(() => applied === 3);
  await telemetry[Symbol.asyncDispose]();
  const spans = receiver.spans.filter(({ kind }) => kind === 'CONSUMER');
  t.is(spans.length, 1);
  t.like(spans[0], { name: 'apply tertulia.profile.v1.CardChanged', parentId: '' });
  t.deepEqual(spans[0]?.links, [{ traceId, spanId: '00f067aa0ba902b7' }]);
  t.not(spans[0]?.traceId, traceId);
});

test.serial('without an endpoint the library is not even loaded', async (t) => {
  const script = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
    const { startTelemetry } = await import('#root/services/kit/telemetry.ts');
    await startTelemetry({ name: 'posts', config: {} });
    await import('#root/services/posts/service.ts');
    console.log(loaded.filter((url) => /opentelemetry.(sdk|exporter|otlp)/.test(url)).length, loaded.length > 100);
  `.replaceAll('#root', root);
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
  t.is(stdout.trim(), '0 true');
});
