import { randomUUID } from 'node:crypto';
import type { Channel } from 'nice-grpc';
import type { Settling } from '../model/settle.ts';
import { type Somebody, signUp } from '../visibility/scene.ts';
import { filled } from './walked-list.ts';

/** Where lists are filled and walked. */
export interface Stage {
  readonly channel: Channel;
  readonly settling: Settling;
}

/** The request id of a new call. */
export const fresh = () => ({ requestId: randomUUID() });

let joined = 0;
const prefix = `w${randomUUID().replaceAll('-', '').slice(0, 10)}`;

/** Somebody new. */
export function join({ channel }: Stage): Promise<Somebody> {
  joined += 1;
  return signUp(channel, `${prefix}_${joined}`);
}

/** Some people who all do the same, the one after the other, and whom an item stands for by their ids. */
export class Crowd {
  readonly #stage: Stage;
  readonly #people = new Map<string, Somebody>();
  readonly #act: (somebody: Somebody) => Promise<unknown>;

  private constructor(stage: Stage, act: (somebody: Somebody) => Promise<unknown>) {
    this.#stage = stage;
    this.#act = act;
  }

  /** As many as fill a list. */
  static async gather(stage: Stage, act: (somebody: Somebody) => Promise<unknown>): Promise<Crowd> {
    const crowd = new Crowd(stage, act);
    for (let count = 0; count < filled; count += 1) await crowd.grow();
    return crowd;
  }

  /** One more. */
  readonly grow = async (): Promise<void> => {
    const somebody = await join(this.#stage);
    this.#people.set(somebody.id, somebody);
    await this.#act(somebody);
  };

  of(id: string): Somebody {
    const found = this.#people.get(id);
    if (found === undefined) throw new Error(`${id} is not of this crowd`);
    return found;
  }
}

/** Does something as often as fills a list. */
export async function fill(act: () => Promise<unknown>): Promise<void> {
  for (let count = 0; count < filled; count += 1) await act();
}

const authors = new Map<string, Somebody>();

/** Writes a post for everybody. Its id. */
export async function write(author: Somebody, text = 'Something', quotedPostId = ''): Promise<string> {
  const { post } = await author.api.posts.createPost({ ...fresh(), text, quotedPostId });
  if (post === undefined) throw new Error('CreatePost answered without a post');
  authors.set(post.postId, author);
  return post.postId;
}

/** Who wrote a post here; undefined for one that was not written here. */
export function authorOf(postId: string): Somebody | undefined {
  return authors.get(postId);
}

/** Changes the text of a post. */
export async function edit(postId: string, text: string): Promise<void> {
  await authorOf(postId)?.api.posts.updatePost({ ...fresh(), post: { postId, text }, updateMask: ['text'] });
}

/** Deletes a post. */
export async function erase(postId: string): Promise<void> {
  await authorOf(postId)?.api.posts.deletePost({ ...fresh(), postId });
}

/** Writes a comment, or an answer to one. Its id. */
export async function answer({ api }: Somebody, postId: string, parentCommentId = ''): Promise<string> {
  const request = { ...fresh(), postId, parentCommentId, text: 'Something' };
  return (await api.comments.createComment(request)).comment?.commentId ?? '';
}

/** The ids of those whom cards show. */
export function idsOf(cards: readonly ({ readonly accountId: string } | undefined)[]): string[] {
  return cards.map((card) => card?.accountId ?? '');
}
