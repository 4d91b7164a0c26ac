import test, { type ExecutionContext } from 'ava';
import type { Channel } from 'nice-grpc';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import { newId } from '../services/kit/ids.ts';
import { openEdge } from './model/open-client.ts';
import { openSettling, type Settling } from './model/settle.ts';
import { sees, type Viewer } from './visibility/expectation.ts';
import { type FullAnswer, FullClient } from './visibility/full-answer.ts';
import { type ReadByName, readsByName } from './visibility/reads-by-name.ts';
import { makeScene, type Scene } from './visibility/scene.ts';
import { timeApart } from './visibility/time-apart.ts';

// What one may not see is answered as what never was: in every field and byte, and in the time that it takes. Every RPC that
// reads by an id, a handle or a hashtag is tried; a new one needs no edit here.

const pairs = 100;
const toleranceMs = 2;
/** A busy machine now and then holds up one side: a difference must show each time. */
const measures = 3;

const reads = readsByName();
const authors = ['public', 'private'] as const;

let tertulia: Tertulia;
let channel: Channel;
let settling: Settling;
const scenes: Partial<Record<(typeof authors)[number], Scene>> = {};
test.before(async () => {
  tertulia = await startTertulia();
  channel = openEdge(tertulia.url);
  settling = await openSettling(tertulia, channel);
  for (const author of authors) scenes[author] = await makeScene(channel, settling, author === 'private');
});
test.after.always(async () => {
  channel?.close();
  await settling?.[Symbol.asyncDispose]();
  await tertulia?.[Symbol.asyncDispose]();
});

for (const author of authors) {
  for (const viewer of ['stranger', 'blocked', 'blocker'] as const) {
    test.serial(`what a ${author} author hides from a ${viewer} and what is missing are the same`, async (t) => {
      t.timeout(180_000);
      const scene = scenes[author] as Scene;
      const hidden = new Map(Object.entries(await hiddenFrom(scene, viewer)));
      const token = scene.person(viewer)?.token ?? '';
      using client = new FullClient(tertulia.url);
      const problems: string[] = [];
      for (const read of reads) {
        const name = hidden.get(read.kind);
        if (name !== undefined) problems.push(...(await compare(t, { client, token, read, name })));
      }
      t.deepEqual(problems, []);
    });
  }
}

test('nothing is read by a kind of name that is not tried', async (t) => {
  const tried = await hiddenFrom(scenes.public as Scene, 'blocked');
  t.deepEqual([...new Set(reads.map(({ kind }) => kind))].sort(), Object.keys(tried).sort());
});

/** What each kind of name stands for that this viewer may not see. */
async function hiddenFrom(scene: Scene, viewer: Viewer): Promise<Readonly<Record<string, string>>> {
  const item = scene.items.find((each) => !sees(viewer, each));
  const { notifications } = await scene.api('mentioned').notifications.listNotifications({});
  const { author } = scene;
  return {
    ...{ post_id: item?.postId ?? '', comment_id: item?.commentId ?? '', hashtag: item?.hashtag ?? '' },
    ...{ circle_id: scene.circleId, notification_id: notifications[0]?.notificationId ?? '' },
    ...(viewer === 'blocked' && { account_id: author.id, author_id: author.id, handle: author.handle }),
  };
}

interface Question {
  readonly client: FullClient;
  readonly token: string;
  readonly read: ReadByName;
  /** Of what is hidden. */
  readonly name: string;
}

async function compare(t: ExecutionContext, { client, token, read, name }: Question): Promise<string[]> {
  const { path, kind } = read;
  t.not(name, '', `nothing is hidden for ${path}`);
  const call = (asked: string) => client.call(path, token, read.encode(asked), asked);
  const missing = () => (kind.endsWith('_id') ? newId() : `nobody${newId().slice(-12)}`);
  const where = `${path} by ${kind}`;
  const [one, other] = [await call(name), await call(missing())];
  if (textOf(one) !== textOf(other)) return [`${where}: ${textOf(one)} instead of ${textOf(other)}`];
  const took = async (asked: string) => (await call(asked)).tookMs;
  let apart = Number.POSITIVE_INFINITY;
  for (let measure = 0; measure < measures && Math.abs(apart) >= toleranceMs; measure += 1) {
    apart = await timeApart(
      () => took(name),
      () => took(missing()),
      pairs,
    );
  }
  t.log(`${where}: ${statusOf(one)}, ${apart.toFixed(2)} ms apart`);
  return Math.abs(apart) < toleranceMs ? [] : [`${where}: ${apart.toFixed(1)} ms apart`];
}

function textOf({ fields, body }: FullAnswer): string {
  return JSON.stringify([fields, body]);
}

function statusOf({ fields }: FullAnswer): string | undefined {
  return fields.find((field) => field.startsWith('grpc-status:'));
}
