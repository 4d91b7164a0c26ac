import { randomUUID } from 'node:crypto';
import type { Random } from '../../scripts/demo/random.ts';
import type { ServiceName } from '../../scripts/run/plan.ts';
import { type Api, openApi } from '../../scripts/testing/api.ts';
import { type Member, password } from '../members.ts';
import type { Ledger, Switches } from './ledger.ts';
import { writeUntilTold } from './write-until-told.ts';

/** Somebody whose access token is renewed while they write. */
export interface Writer extends Member {
  /** When it is to be renewed, in milliseconds since the epoch. */
  renewTime: number;
}

/** What all writers know, and what they note. */
export interface Scene {
  readonly url: string;
  readonly members: readonly Writer[];
  /** Posts that stay, to like and to comment on. */
  readonly postIds: readonly string[];
  readonly posts: Ledger;
  readonly comments: Ledger;
  /** `writer likes post` */
  readonly likes: Switches;
  /** `writer follows member` */
  readonly follows: Switches;
  /** `writer notification`: what somebody has read. */
  readonly marks: Switches;
  /** How many writes each service has acknowledged. */
  readonly acknowledged: Record<ServiceName, number>;
  /** Aborted when the test has failed: then nobody waits for an answer. */
  readonly givenUp: AbortSignal;
}

/** So many tries outlast any restart; a single one leaves the end unknown. */
const patient = 5_000;
/** An access token is good for five minutes. */
const tokenUseMs = 120_000;

/** Writes one thing after another until it is told to stop: each with an id of its own, and again until it is answered. */
export async function keepWriting(scene: Scene, writer: Writer, random: Random, signal: AbortSignal): Promise<void> {
  for (let number = 0; !signal.aborted; number += 1) {
    const tries = random.chance(0.8) ? patient : 1;
    const act = random.pick([writePost, writePost, writeComment, switchLike, switchFollow, markRead]);
    await act({ scene, writer, random, tries, name: `${writer.handle} ${number}` });
  }
}

/** Signs in again before the access token expires. */
export async function renew({ url, givenUp }: Scene, writer: Writer): Promise<void> {
  if (Date.now() < writer.renewTime) return;
  const request = { requestId: randomUUID(), handle: writer.handle, password };
  const { answer } = await writeUntilTold(() => openApi(url).sessions.signIn(request), patient, givenUp);
  if (givenUp.aborted) return;
  if (answer === undefined) throw new Error(`${writer.handle} cannot sign in`);
  const token = answer.accessToken;
  Object.assign(writer, { token, api: openApi(url, token), renewTime: Date.now() + tokenUseMs });
}

interface Act {
  readonly scene: Scene;
  readonly writer: Writer;
  readonly random: Random;
  readonly tries: number;
  /** No other act has it. */
  readonly name: string;
}

/** Writes until it is told, and counts for the service that tells. */
async function write({ scene, writer, tries }: Act, service: ServiceName, call: (api: Api) => Promise<unknown>) {
  const { end } = await writeUntilTold(() => callAs(scene, writer, call), tries, scene.givenUp);
  if (end === 'acknowledged') scene.acknowledged[service] += 1;
  return end;
}

/** One call may be made again for longer than a token is good. */
async function callAs<T>(scene: Scene, writer: Writer, call: (api: Api) => Promise<T>): Promise<T> {
  await renew(scene, writer);
  return call(writer.api);
}

async function writePost(act: Act): Promise<void> {
  const { scene, name } = act;
  const request = { requestId: randomUUID(), text: name };
  scene.posts.note(name, await write(act, 'posts', ({ posts }) => posts.createPost(request)));
}

async function writeComment(act: Act): Promise<void> {
  const { scene, random, name } = act;
  const request = { requestId: randomUUID(), postId: random.pick(scene.postIds), parentCommentId: '', text: name };
  scene.comments.note(name, await write(act, 'comments', ({ comments }) => comments.createComment(request)));
}

async function switchLike(act: Act): Promise<void> {
  const { scene, writer, random } = act;
  const request = { requestId: randomUUID(), postId: random.pick(scene.postIds) };
  const on = random.chance(0.6);
  const call = ({ engagement }: Api) => (on ? engagement.likePost(request) : engagement.unlikePost(request));
  scene.likes.note(`${writer.id} ${request.postId}`, on, await write(act, 'posts', call));
}

async function switchFollow(act: Act): Promise<void> {
  const { scene, writer, random } = act;
  const others = scene.members.filter(({ id }) => id !== writer.id);
  const request = { requestId: randomUUID(), accountId: random.pick(others).id };
  const on = random.chance(0.6);
  const call = ({ graph }: Api) => (on ? graph.follow(request) : graph.unfollow(request));
  scene.follows.note(`${writer.id} ${request.accountId}`, on, await write(act, 'profile', call));
}

/** What is read stays so: what comes later is another notification. */
async function markRead(act: Act): Promise<void> {
  const { scene, writer } = act;
  const list = ({ notifications }: Api) => notifications.listNotifications({ pageSize: 1 });
  const { answer } = await writeUntilTold(() => callAs(scene, writer, list), patient, scene.givenUp);
  const newest = answer?.notifications[0]?.notificationId;
  if (newest === undefined) return;
  const request = { requestId: randomUUID(), upToNotificationId: newest };
  const end = await write(act, 'notifications', ({ notifications }) => notifications.markRead(request));
  scene.marks.note(`${writer.id} ${newest}`, true, end);
}
