import { randomUUID } from 'node:crypto';
import type { Random } from '../../scripts/demo/random.ts';
import type { Member } from '../members.ts';
import type { Ledger, Switches } from './ledger.ts';
import { writeUntilTold } from './write-until-told.ts';

/** What all writers know, and what they note. */
export interface Scene {
  readonly members: readonly Member[];
  /** Posts that stay, to like and to comment on. */
  readonly postIds: readonly string[];
  readonly posts: Ledger;
  readonly comments: Ledger;
  /** `writer likes post` */
  readonly likes: Switches;
  /** `writer follows member` */
  readonly follows: Switches;
}

/** So many tries outlast any restart; a single one leaves the end unknown. */
const patient = 5_000;

/** Writes one thing after another until it is told to stop: each with an id of its own, and again until it is answered. */
export async function keepWriting(scene: Scene, writer: Member, random: Random, signal: AbortSignal): Promise<void> {
  for (let number = 0; !signal.aborted; number += 1) {
    const tries = random.chance(0.8) ? patient : 1;
    const act = random.pick([writePost, writePost, writeComment, switchLike, switchFollow]);
    await act({ scene, writer, random, tries, name: `${writer.handle} ${number}` });
  }
}

interface Act {
  readonly scene: Scene;
  readonly writer: Member;
  readonly random: Random;
  readonly tries: number;
  /** No other act has it. */
  readonly name: string;
}

async function writePost({ scene, writer, tries, name }: Act): Promise<void> {
  const request = { requestId: randomUUID(), text: name };
  const { end } = await writeUntilTold(() => writer.api.posts.createPost(request), tries);
  scene.posts.note(name, end);
}

async function writeComment({ scene, writer, random, tries, name }: Act): Promise<void> {
  const request = { requestId: randomUUID(), postId: random.pick(scene.postIds), parentCommentId: '', text: name };
  const { end } = await writeUntilTold(() => writer.api.comments.createComment(request), tries);
  scene.comments.note(name, end);
}

async function switchLike({ scene, writer, random, tries }: Act): Promise<void> {
  const request = { requestId: randomUUID(), postId: random.pick(scene.postIds) };
  const on = random.chance(0.6);
  const { engagement } = writer.api;
  const write = () => (on ? engagement.likePost(request) : engagement.unlikePost(request));
  const { end } = await writeUntilTold<unknown>(write, tries);
  scene.likes.note(`${writer.id} ${request.postId}`, on, end);
}

async function switchFollow({ scene, writer, random, tries }: Act): Promise<void> {
  const others = scene.members.filter(({ id }) => id !== writer.id);
  const request = { requestId: randomUUID(), accountId: random.pick(others).id };
  const on = random.chance(0.6);
  const { graph } = writer.api;
  const { end } = await writeUntilTold<unknown>(() => (on ? graph.follow(request) : graph.unfollow(request)), tries);
  scene.follows.note(`${writer.id} ${request.accountId}`, on, end);
}
