import test from 'ava';
import { Status } from 'nice-grpc';
import { openRawConnection, type RawCall } from '../testing/open-raw-call.ts';
import { waitFor } from '../testing/wait-for.ts';
import { startTimeline } from './start-timeline.ts';

const listAuthorPosts = '/tertulia.posts.v1.TimelineService/ListAuthorPosts';
const watchHome = '/tertulia.posts.v1.TimelineService/WatchHome';
const listHomeTimeline = '/tertulia.posts.v1.TimelineService/ListHomeTimeline';

const connectTo = ({ port }: { port: number }) => openRawConnection(`http://127.0.0.1:${port}`);

async function statusOf(call: RawCall): Promise<Status | undefined> {
  await waitFor(() => call.status !== undefined);
  return call.status;
}

test('calls whose request has not arrived take no place from others', async (t) => {
  await using timeline = await startTimeline({}, { maxCalls: 2 });
  using connection = await connectTo(timeline);
  const calls = Array.from({ length: 10 }, () => connection.open(listAuthorPosts));
  for (const call of calls.slice(5)) call.sendPart();
  const whole = connection.open(listAuthorPosts);
  whole.finish();
  t.is(await statusOf(whole), Status.OK);
  t.deepEqual(
    calls.filter(({ status }) => status !== undefined),
    [],
  );
});

test('a call for which there is no room any more when its request arrives is refused', async (t) => {
  const gate = Promise.withResolvers<void>();
  let running = 0;
  const wait = async () => {
    running += 1;
    await gate.promise;
    return {};
  };
  await using timeline = await startTimeline({ listHomeTimeline: wait, listAuthorPosts: wait }, { maxCalls: 1 });
  using connection = await connectTo(timeline);
  const late = connection.open(listAuthorPosts);
  const first = timeline.member.listHomeTimeline({});
  await waitFor(() => running === 1);
  late.finish();
  t.is(await statusOf(late), Status.RESOURCE_EXHAUSTED);
  gate.resolve();
  await first;
  t.is(running, 1);
  await t.notThrowsAsync(timeline.stranger.listAuthorPosts({}));
});

test('a call whose request does not arrive within the time of its policy is ended', async (t) => {
  await using timeline = await startTimeline();
  using connection = await connectTo(timeline);
  const calls = [connection.open(listAuthorPosts), connection.open(listHomeTimeline)];
  calls[0]?.sendPart();
  for (const call of calls) t.is(await statusOf(call), Status.DEADLINE_EXCEEDED);
});

test('a stream begins with one message: none and two are refused', async (t) => {
  await using timeline = await startTimeline();
  using connection = await connectTo(timeline);
  const [none, two] = [connection.open(watchHome), connection.open(watchHome)];
  none.close();
  for (let n = 0; n < 2; n += 1) two.sendMessage();
  t.is(await statusOf(none), Status.UNIMPLEMENTED);
  t.is(await statusOf(two), Status.UNIMPLEMENTED);
});
