import { randomUUID } from 'node:crypto';
import type { Channel } from 'nice-grpc';
import { password } from '../members.ts';
import { openClient } from './open-client.ts';
import { noPreferences } from './place.ts';
import { circleReads } from './reads/circle-reads.ts';
import { commentReads, ownCommentReads } from './reads/comment-reads.ts';
import { notificationReads } from './reads/notification-reads.ts';
import { ownPostReads, postReads } from './reads/post-reads.ts';
import { preferenceReads } from './reads/preference-reads.ts';
import { ownProfileReads, profileReads } from './reads/profile-reads.ts';
import { compare, Names, type Read } from './reads/read.ts';
import { ownTimelineReads, timelineReads } from './reads/timeline-reads.ts';
import type { Log, Settling } from './settle.ts';
import type { Viewer } from './sight.ts';
import { type Act, Disagreement, type Doing, doingOf, pickComment, pickPost, type Step } from './step.ts';
import { addCircle, circleSteps } from './steps/circle-steps.ts';
import { commentSteps } from './steps/comment-steps.ts';
import { engagementSteps } from './steps/engagement-steps.ts';
import { graphSteps } from './steps/graph-steps.ts';
import { hashtagSteps } from './steps/hashtag-steps.ts';
import { notificationSteps } from './steps/notification-steps.ts';
import { postSteps } from './steps/post-steps.ts';
import { preferenceSteps } from './steps/preference-steps.ts';
import { profileSteps } from './steps/profile-steps.ts';
import { streamSteps } from './steps/stream-steps.ts';
import { termSteps } from './steps/term-steps.ts';
import { rememberCall } from './unmodelled.ts';
import { type Person, World } from './world.ts';

/** Every step by its name, with the log that tells of it; reading a notification is told to nobody else. */
export const steps: ReadonlyMap<string, { act: Act; log: Log | undefined }> = new Map([
  ...named(graphSteps, 'profile'),
  ...named(circleSteps, 'profile'),
  ...named(profileSteps, 'profile'),
  ...named(termSteps, 'profile'),
  ...named(postSteps, 'posts'),
  ...named(engagementSteps, 'posts'),
  ...named(hashtagSteps, 'posts'),
  ...named(commentSteps, 'comments'),
  ...named(notificationSteps, undefined),
  ...named(preferenceSteps, undefined),
  ...named(streamSteps, undefined),
]);

function named(acts: Record<string, Act>, log?: Log): [string, { act: Act; log: Log | undefined }][] {
  return Object.entries(acts).map(([name, act]) => [name, { act, log }]);
}

const population = 6;
/** After so many steps one person, or the guest, reads everything. */
const checkEvery = 8;

/** Whether each step is told before it is done. */
const tellsStory = process.env.MODEL_STORY !== undefined;

/** Where worlds are made and played. */
export interface Table {
  readonly channel: Channel;
  readonly settling: Settling;
  /** Counts the steps of all worlds. */
  readonly count: () => void;
}

/** Plays steps in a world of its own people, and has everything read now and then. Throws at a disagreement. */
export async function play(table: Table, script: readonly Step[]): Promise<void> {
  const world = await populate(table.channel);
  try {
    await playIn(world, table, script);
  } finally {
    for (const watch of world.watches.values()) await watch[Symbol.asyncDispose]();
  }
}

async function playIn(world: World, table: Table, script: readonly Step[]): Promise<void> {
  const dirty = new Set<Log>(['profile']);
  for (const [index, step] of script.entries()) {
    const { act, log } = steps.get(step.kind) ?? fail(`there is no step ${step.kind}`);
    await settleBefore(table.settling, dirty, log);
    const doing = doingOf(world, step);
    if (tellsStory) console.error(lineOf(index, step.kind, doing));
    await explain(`step ${index} ${step.kind}`, () => act(doing));
    if (log) dirty.add(log);
    for (const watch of world.watches.values()) watch.note();
    table.count();
    const isLast = index === script.length - 1;
    if (!isLast && index % checkEvery > 0) continue;
    await table.settling.settle(dirty);
    dirty.clear();
    const watches = [...world.watches.values()].filter(({ isOpen }) => isOpen);
    await explain(`after step ${index}`, () => compare(watches.flatMap((watch) => watch.reads())));
    const viewers = [...world.people, undefined];
    const readers = isLast ? viewers : [viewers[(index / checkEvery) % viewers.length]];
    for (const viewer of readers) await explain(`after step ${index}`, () => readAll(world, viewer, index));
  }
}

/** A step in words, for who repeats a failure. */
function lineOf(index: number, kind: string, doing: Doing): string {
  const { actor, other, pick, flavour } = doing;
  const things = [pickPost(doing), pickComment(doing)].map((thing) => thing?.name ?? '-');
  return `${index}: ${actor.name} ${kind} (${other.name}, ${things.join(', ')}; ${pick}, ${flavour})`;
}

/** What a service answers may hang on what the others told; its own writes it knows. */
async function settleBefore(settling: Settling, dirty: Set<Log>, log: Log | undefined): Promise<void> {
  const others = [...dirty].filter((each) => each !== log && log !== 'profile');
  await settling.settle(others);
  for (const each of others) dirty.delete(each);
}

async function readAll(world: World, viewer: Viewer, index: number): Promise<void> {
  const reading = {
    world,
    viewer,
    api: viewer?.api ?? world.guest,
    names: new Names(world),
    pageSize: index % 3 ? 100 : 2,
  };
  const reads: Read[] = [profileReads, postReads, timelineReads, commentReads].flatMap((list) => list(reading));
  const own = [
    ownProfileReads,
    circleReads,
    ownPostReads,
    ownTimelineReads,
    ownCommentReads,
    notificationReads,
    preferenceReads,
  ];
  if (viewer) reads.push(...own.flatMap((list) => list(reading, viewer)));
  await compare(reads);
}

async function explain(where: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Disagreement)) throw error;
    throw new Disagreement(`${where}: ${error.message}`, { cause: error });
  }
}

function fail(message: string): never {
  throw new Error(message);
}

async function populate(channel: Channel): Promise<World> {
  const prefix = randomUUID().replaceAll('-', '').slice(0, 12);
  const letters = [...'abcdef'].slice(0, population);
  const people = await Promise.all(letters.map((name) => signUp(channel, name, `w${prefix}_${name}`)));
  const world = new World(
    people,
    ['sun', 'été'].map((word) => `w${prefix}_${word}`),
    openClient(channel, undefined, rememberCall),
  );
  for (const person of people) await addCircle(world.circles, person, 'Friends');
  return world;
}

async function signUp(channel: Channel, name: string, handle: string): Promise<Person> {
  const request = { requestId: randomUUID(), handle, displayName: name, password };
  const { profile, accessToken } = await openClient(channel, undefined, rememberCall).accounts.signUp(request);
  const api = openClient(channel, accessToken, rememberCall);
  return {
    name,
    id: profile?.accountId ?? '',
    handle,
    displayName: name,
    bio: '',
    api,
    followedTags: new Set(),
    mutedTerms: [],
    private: false,
    preferences: noPreferences,
    accepted: new Set(),
    dismissed: new Map(),
  };
}
