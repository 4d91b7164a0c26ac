import { randomUUID } from 'node:crypto';
import test from 'ava';
import { CreateCommentRequest } from '#gen/tertulia/comments/v1/comment_service.ts';
import { callWeb } from '../envoy/testing/call-web.ts';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
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
});
test.after.always(async () => await tertulia[Symbol.asyncDispose]());

// One after the other: each stops what the other needs.
test.serial(
  'a call that waits for a service that hangs ends at its own deadline, and what it asked ends with it',
  async (t) => {
    using _hung = hang(tertulia.services.posts.pid());
    // A busy machine now and then wakes up late; a deadline that does not hold is late each time.
    for (let attempt = 1; ; attempt += 1) {
      const { status, ended, innerEnded } = await callUntilDeadline();
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

test.serial('where no deadline is given, the service does not wait as long as its policy lets it', async (t) => {
  using _hung = hang(tertulia.services.posts.pid());
  const start = performance.now();
  const request = { requestId: randomUUID(), postId: randomUUID(), text: 'Hello?' };
  await expectStatus(t, ana.api.comments.createComment(request), 'DEADLINE_EXCEEDED', 'UNAVAILABLE');
  t.true(performance.now() - start < 2_500);
});

/** When a call to a service that asks one that hangs ended, and when what it asked did, in ms. */
async function callUntilDeadline() {
  const before = await countGivenUp();
  const request = { requestId: randomUUID(), postId: randomUUID(), text: 'Hello?' };
  const message = CreateCommentRequest.encode(CreateCommentRequest.fromPartial(request)).finish();
  const start = performance.now();
  const givenUp = waitFor(async () => (await countGivenUp()) > before).then(() => performance.now() - start);
  // Only the header says until when: this client itself would wait for longer.
  const headers = { 'grpc-timeout': `${timeoutMs}m` };
  const path = '/tertulia.comments.v1.CommentService/CreateComment';
  const { status } = await callWeb(tertulia.url, path, { token: ana.token, headers, message });
  const ended = performance.now() - start;
  return { status, ended, innerEnded: await givenUp };
}

/** Stops a process in its tracks: it holds its connections and says nothing. Disposing lets it go on. */
function hang(pid: number): Disposable {
  process.kill(pid, 'SIGSTOP');
  return { [Symbol.dispose]: () => process.kill(pid, 'SIGCONT') };
}

/** How many calls to posts were given up before they were answered. */
async function countGivenUp(): Promise<number> {
  const stats = await fetch(`${tertulia.adminUrl}/stats?filter=^cluster.posts.upstream_rq_tx_reset$`);
  return Number(/: (\d+)/.exec(await stats.text())?.[1] ?? 0);
}
