import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import { ClientError } from 'nice-grpc';
import { type Comment, CommentOrder } from '#gen/tertulia/comments/v1/comment.ts';
import { newId } from '../../kit/ids.ts';
import { runs, runsTimeoutMs } from '../../kit/testing/runs.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { FollowedThread, readThread } from './follow-thread.ts';
import { type Person, type Scene, startScene } from './start-scene.ts';
import { Watching } from './watching.ts';

let scene: Scene;
test.before(async () => {
  scene = await startScene();
});
test.after.always(() => scene[Symbol.asyncDispose]());

const crowdSize = 4;
const often = ['write', 'reply', 'like', 'delete'];
const acts = [...often, ...often, 'reply', 'unlike', 'edit', 'hide', 'unhide', 'hold', 'decide', 'block', 'unblock'];

interface Step {
  readonly act: string;
  readonly by: number;
  readonly other: number;
  readonly at: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom(...acts),
  by: fc.nat(crowdSize - 1),
  other: fc.nat(crowdSize - 1),
  at: fc.nat(10_000),
});

test('whatever people do, counts are those of the lists, and open streams know what is there', async (t) => {
  t.timeout(runsTimeoutMs);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 60, maxLength: 60 }), async (steps) => {
      run += 1;
      const crowd = await Promise.all(Array.from({ length: crowdSize }, (_, n) => scene.join(`p${n}_of_${run}`)));
      await new Play(crowd, await scene.post(crowd[0] as Person)).run(t, steps);
    }),
    { numRuns: runs(4), endOnFailure: true },
  );
  t.pass();
});

/** A post of the first of some people, and what they do under it. */
class Play {
  readonly #crowd: readonly Person[];
  readonly #postId: string;
  readonly #ids: string[] = [];

  constructor(crowd: readonly Person[], postId: string) {
    this.#crowd = crowd;
    this.#postId = postId;
  }

  async run(t: ExecutionContext, steps: readonly Step[]): Promise<void> {
    const clients = [...this.#crowd.map(({ client }) => client), scene.guest];
    const threads = clients.map((client) => new FollowedThread(client, this.#postId));
    const watch = (thread: FollowedThread, cursor: string) =>
      new Watching(thread.client, this.#postId, cursor, (message) => thread.apply(message)).opened();
    const goOn = async (part: readonly Step[]) => {
      for (const one of part) await this.#act(one).catch(forgiveRefusal);
    };
    await goOn(steps.slice(0, 20));
    // Things go on between the reading and the stream.
    const cursors = await Promise.all(threads.map((thread) => thread.read()));
    await goOn(steps.slice(20, 30));
    const streams = await Promise.all(threads.map((thread, n) => watch(thread, cursors[n] ?? '')));
    await goOn(steps.slice(30));
    // What came before the last word has been told with it.
    const last = await this.#write(this.#author, '');
    for (const [n, { client, comments }] of threads.entries()) {
      await waitFor(() => streams[n]?.error || comments.has(last));
      t.is(streams[n]?.error, undefined);
      const there = await readThread(client, this.#postId);
      t.deepEqual(sorted(comments), sorted(there));
      await checkCounts(t, client, this.#postId, there);
    }
    for (const stream of streams) await stream[Symbol.asyncDispose]();
  }

  get #author(): Person {
    return this.#crowd[0] as Person;
  }

  async #write(person: Person, parentCommentId: string): Promise<string> {
    const text = `by ${person.handle}`;
    const request = { requestId: newId(), postId: this.#postId, parentCommentId, text };
    const { comment } = await person.client.createComment(request);
    this.#ids.push(comment?.commentId ?? '');
    return comment?.commentId ?? '';
  }

  async #act({ act, by, other, at }: Step): Promise<unknown> {
    const [person, partner] = [this.#crowd[by] as Person, this.#crowd[other] as Person];
    const commentId = this.#ids[at % Math.max(this.#ids.length, 1)] ?? newId();
    const request = { requestId: newId(), commentId };
    // The post stays open to all, so that all go on.
    const strangers = by > 0 && other > 0 && by !== other;
    switch (act) {
      case 'write':
        return this.#write(person, '');
      case 'reply':
        return this.#write(person, commentId);
      case 'like':
        return person.likes.likeComment(request);
      case 'unlike':
        return person.likes.unlikeComment(request);
      case 'edit':
        return person.client.updateComment({
          requestId: newId(),
          comment: { commentId, text: `edited ${at}` },
          updateMask: ['text'],
        });
      case 'delete':
        return person.client.deleteComment(request);
      case 'hide':
        return this.#author.threads.hideComment(request);
      case 'unhide':
        return this.#author.threads.unhideComment(request);
      case 'hold':
        return this.#author.threads.updateThread({
          requestId: newId(),
          thread: { postId: this.#postId, approvalRequired: at % 3 === 0 },
          updateMask: ['approval_required'],
        });
      case 'decide':
        return this.#author.threads[at % 2 === 0 ? 'approveComment' : 'rejectComment'](request);
      case 'block':
        return strangers ? scene.block(person, partner) : undefined;
      default:
        return scene.unblock(person, partner);
    }
  }
}

/** A refusal is as good an answer as another, as long as the contract has it. */
function forgiveRefusal(error: unknown): void {
  const refusal = /NOT_FOUND|FAILED_PRECONDITION|PERMISSION_DENIED/;
  if (!(error instanceof ClientError) || !refusal.test(error.message)) throw error;
}

function sorted(comments: ReadonlyMap<string, Comment>): Comment[] {
  return [...comments.values()].sort((a, b) => (a.commentId < b.commentId ? -1 : 1));
}

async function checkCounts(
  t: ExecutionContext,
  client: Scene['guest'],
  postId: string,
  there: ReadonlyMap<string, Comment>,
): Promise<void> {
  const idsUnder = (parentId: string) =>
    sorted(there).flatMap(({ commentId, parentCommentId }) => (parentCommentId === parentId ? [commentId] : []));
  for (const comment of there.values()) {
    const { commentId } = comment;
    t.is(comment.replyCount, idsUnder(commentId).length);
    t.deepEqual((await client.getComment({ commentId })).comment, comment);
  }
  for (const order of [CommentOrder.COMMENT_ORDER_NEWEST, CommentOrder.COMMENT_ORDER_TOP]) {
    const { comments } = await client.listComments({ postId, order, pageSize: 100 });
    t.deepEqual(comments.map(({ commentId }) => commentId).sort(), idsUnder(''));
  }
}
