import type { NativeApi } from '../../model/open-client.ts';
import type { Viewer } from '../expectation.ts';
import type { Scene, SceneItem } from '../scene.ts';

/** Who asks, and about what. */
export interface Question {
  readonly scene: Scene;
  readonly item: SceneItem;
  readonly viewer: Viewer;
  readonly api: NativeApi;
}

/** An answer: `seen`, `not seen`, or the reason of an error. */
export type Seen = string;

/** How an RPC could show something of another to somebody who must not see it, and what it does. */
export interface Telling {
  /** What it could show: a post, a person, a count. */
  readonly shows: string;
  readonly ask: (question: Question) => Promise<Seen>;
  readonly expect: (question: Question) => Seen;
}

/** An RPC that shows nothing of others. */
export interface Silent {
  readonly silentBecause: string;
}

/** A row for each RPC, by its path. */
export type Rows = Readonly<Record<string, Telling | Silent>>;

export function seenIf(condition: boolean, otherwise: Seen = 'not seen'): Seen {
  return condition ? 'seen' : otherwise;
}

/** Which of some things are there, by their names: `seen: quote, close quote`. */
export function seenOf(names: Readonly<Record<string, boolean>>): Seen {
  const there = Object.keys(names).filter((name) => names[name]);
  return `seen: ${there.join(', ')}`;
}

/** The call answers, whatever it answers. */
export async function answers(call: Promise<unknown>): Promise<Seen> {
  await call;
  return 'seen';
}

/** Whether a stream begins. It is left then. */
export async function begins(open: (signal: AbortSignal) => AsyncIterable<unknown>): Promise<Seen> {
  const stop = new AbortController();
  let begun = false;
  try {
    for await (const _ of open(stop.signal)) {
      begun = true;
      stop.abort();
    }
  } catch (error) {
    if (!begun) throw error;
  }
  return 'seen';
}

/** Reads all pages of a list. */
export async function readAll<P extends { nextPageToken: string }, T>(
  readPage: (page: { pageSize: number; pageToken: string }) => Promise<P>,
  itemsOf: (page: P) => readonly T[],
): Promise<T[]> {
  const items: T[] = [];
  let pageToken = '';
  do {
    const page = await readPage({ pageSize: 100, pageToken });
    items.push(...itemsOf(page));
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  return items;
}
