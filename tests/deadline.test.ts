import { randomUUID } from 'node:crypto';
import test from 'ava';
import { CreateCommentRequest, ListCommentsRequest } from '#gen/tertulia/comments/v1/comment_service.ts';
import {
  GetThreadRequest,
  ListHeldCommentsRequest,
  MuteThreadRequest,
  UnmuteThreadRequest,
  UpdateThreadRequest,
} from '#gen/tertulia/comments/v1/thread_service.ts';
import { PostAudience } from '#gen/tertulia/posts/v1/post.ts';
import { CreatePostRequest } from '#gen/tertulia/posts/v1/post_service.ts';
import { callWeb } from '../envoy/testing/call-web.ts';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import type { DeepPartial, EventType } from '../services/kit/events/event-type.ts';
import { expectStatus } from '../services/kit/testing/expect-status.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';
import { type Member, signUp } from './members.ts';

const timeoutMs = 300;
const attempts = 5;

let tertulia: Tertulia;
let ana: Member;

test.before(async () => {
  tertulia = await startTertulia();
  ana = await signUp(tertulia.url, 'ana');
  // The connections between the services are there.
  const unknown = { requestId: randomUUID(), postId: randomUUID(), text: 'Hello?' };
  await waitFor(() => ana.api.comments.createComment(unknown).catch((error: Error) => /NOT_FOUND/.test(error.message)));
  const circle = { audience: PostAudience.POST_AUDIENCE_CIRCLE, circleId: randomUUID() };
  const forCircle = { requestId: randomUUID(), text: 'Hello?', ...circle };
  await waitFor(() =>
    ana.api.posts.createPost(forCircle).catch((error: Error) => /no such circle/.test(error.message)),
  );
});
test.after.always(async () => await tertulia[Symbol.asyncDispose]());

/** A call that has to ask another service, since that knows what is asked for, if anyone does. */
interface Asking {
  readonly path: string;
  readonly asks: 'posts' | 'profile';
  readonly message: () => Uint8Array;
}

const ids = () => ({ requestId: randomUUID(), postId: randomUUID() });

/** Each RPC that asks another service, by what it asks and cannot do without. WatchComments is a stream: it has no deadline. */
const askings: readonly Asking[] = [
  {
    path: '/tertulia.comments.v1.CommentService/CreateComment',
    asks: 'posts',
    message: () => encode(CreateCommentRequest, { ...ids(), text: 'Hello?' }),
  },
  {
    path: '/tertulia.comments.v1.CommentService/ListComments',
    asks: 'posts',
    message: () => encode(ListCommentsRequest, { postId: randomUUID() }),
  },
  {
    path: '/tertulia.comments.v1.ThreadService/GetThread',
    asks: 'posts',
    message: () => encode(GetThreadRequest, { postId: randomUUID() }),
  },
  {
    path: '/tertulia.comments.v1.ThreadService/ListHeldComments',
    asks: 'posts',
    message: () => encode(ListHeldCommentsRequest, { postId: randomUUID() }),
  },
  {
    path: '/tertulia.comments.v1.ThreadService/UpdateThread',
    asks: 'posts',
    message: () => {
      const { requestId, postId } = ids();
      return encode(UpdateThreadRequest, { requestId, thread: { postId, locked: true }, updateMask: ['locked'] });
    },
  },
  {
    path: '/tertulia.comments.v1.ThreadService/MuteThread',
    asks: 'posts',
    message: () => encode(MuteThreadRequest, ids()),
  },
  {
    path: '/tertulia.comments.v1.ThreadService/UnmuteThread',
    asks: 'posts',
    message: () => encode(UnmuteThreadRequest, ids()),
  },
  {
    path: '/tertulia.posts.v1.PostService/CreatePost',
    asks: 'profile',
    message: () => {
      const circle = { audience: PostAudience.POST_AUDIENCE_CIRCLE, circleId: randomUUID() };
      return encode(CreatePostRequest, { requestId: randomUUID(), text: 'Hello?', ...circle });
    },
  },
];

// One after the other: each stops what the other needs.
for (const asking of askings) {
  const rpc = asking.path.split('/').at(-1);
  test.serial(
    `${rpc} ends at its own deadline where ${asking.asks} hangs, and what it asked ends with it`,
    async (t) => {
      using _hung = hang(tertulia.services[asking.asks].pid());
      // A busy machine now and then wakes up late; a deadline that does not hold is late each time.
      for (let attempt = 1; ; attempt += 1) {
        const { status, ended, innerEnded } = await callUntilDeadline(asking);
        t.is(status, 'DEADLINE_EXCEEDED');
        t.true(ended >= timeoutMs - 10, `ended after ${ended} ms`);
        const isLate = ended >= timeoutMs + 150 || innerEnded >= ended + 100;
        if (isLate && attempt < attempts) continue;
        t.true(ended < timeoutMs + 150, `ended after ${ended} ms`);
        t.true(innerEnded < ended + 100, `what it asked ended after ${innerEnded} ms`);
        return;
      }
    },
  );
}

test.serial('where no deadline is given, the service does not wait as long as its policy lets it', async (t) => {
  using _hung = hang(tertulia.services.posts.pid());
  const start = performance.now();
  const request = { requestId: randomUUID(), postId: randomUUID(), text: 'Hello?' };
  await expectStatus(t, ana.api.comments.createComment(request), 'DEADLINE_EXCEEDED', 'UNAVAILABLE');
  t.true(performance.now() - start < 2_500);
});

/** When a call to a service that asks one that hangs ended, and when what it asked did, in ms. */
async function callUntilDeadline({ path, asks, message }: Asking) {
  const before = await countGivenUp(asks);
  const start = performance.now();
  const givenUp = waitFor(async () => (await countGivenUp(asks)) > before).then(() => performance.now() - start);
  // Only the header says until when: this client itself would wait for longer.
  const headers = { 'grpc-timeout': `${timeoutMs}m` };
  const { status } = await callWeb(tertulia.url, path, { token: ana.token, headers, message: message() });
  const ended = performance.now() - start;
  return { status, ended, innerEnded: await givenUp };
}

function encode<T>(type: EventType<T>, message: DeepPartial<T>): Uint8Array {
  return type.encode(type.fromPartial(message)).finish();
}

/** Stops a process in its tracks: it holds its connections and says nothing. Disposing lets it go on. */
function hang(pid: number): Disposable {
  process.kill(pid, 'SIGSTOP');
  return { [Symbol.dispose]: () => process.kill(pid, 'SIGCONT') };
}

/** How many calls to a service were given up before they were answered. */
async function countGivenUp(service: string): Promise<number> {
  const stats = await fetch(`${tertulia.adminUrl}/stats?filter=^cluster.${service}.upstream_rq_tx_reset$`);
  return Number(/: (\d+)/.exec(await stats.text())?.[1] ?? 0);
}
