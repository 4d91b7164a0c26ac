import type { Stage } from './stage.ts';
import { filled, type ReadPage, type WalkedList } from './walked-list.ts';

/** A walk has about so many pages, so that much can happen in between. */
const pages = 12;
const leastPageSize = 3;

/**
 * Pages through a list while things come, go and change. Gives what is wrong: an item that came twice, one that was there
 * all the time and did not come, a walk without an end.
 */
export async function walk(list: WalkedList, { settling }: Stage): Promise<string[]> {
  await settling.settle(list.hears ?? []);
  const start = await readToEnd(list);
  if (start.length < filled) return [`only ${start.length} items are there to begin with`];
  const pageSize = Math.max(leastPageSize, Math.ceil(start.length / pages));
  const changes = new Changes(list, start);
  let pageToken = '';
  for (let round = 0; ; round += 1) {
    if (round > start.length) return [`it has not ended after ${round} pages of ${pageSize}`];
    const change = round === 0 ? Promise.resolve() : changes.make(round);
    // Now what changed is there before the next page is read, and now it comes while that is read.
    if (round % 2 === 0) await change.then(() => settling.settle(list.hears ?? []));
    const [page] = await Promise.all([list.read({ pageSize, pageToken }), change]);
    changes.given.push(...page.items);
    pageToken = page.nextPageToken;
    if (pageToken === '') return changes.problems();
  }
}

async function readToEnd(list: WalkedList): Promise<string[]> {
  const items: string[] = [];
  let pageToken = '';
  do {
    const page: ReadPage = await list.read({ pageSize: 100, pageToken });
    items.push(...page.items);
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  return items;
}

/** What is done to a list between its pages. */
class Changes {
  readonly given: string[] = [];
  readonly #removed = new Set<string>();
  readonly #list: WalkedList;
  readonly #start: readonly string[];

  constructor(list: WalkedList, start: readonly string[]) {
    this.#list = list;
    this.#start = start;
  }

  /** Puts one in, takes one out and changes two: in each round other ones. */
  async make(round: number): Promise<void> {
    const { add, remove, disturb } = this.#list;
    await add?.();
    const leaving = this.#choose(round);
    if (remove && leaving !== undefined && (await remove(leaving)) !== false) this.#removed.add(leaving);
    for (const item of [this.#choose(round), this.#choose(round + 1)]) if (item !== undefined) await disturb?.(item);
  }

  /** The one that the page token stands at, the next to come, the last to come, the one that came first, some to come. */
  #choose(round: number): string | undefined {
    const came = this.given.filter((item) => this.#start.includes(item) && !this.#removed.has(item));
    const toCome = this.#start.filter((item) => !this.given.includes(item) && !this.#removed.has(item));
    const choices = [came.at(-1), toCome[0], toCome.at(-1), came[0], toCome[Math.floor(toCome.length / 2)]];
    return choices[round % choices.length];
  }

  problems(): string[] {
    const twice = this.given.filter((item, index) => this.given.indexOf(item) !== index);
    const skipped = this.#start.filter((item) => !this.given.includes(item) && !this.#removed.has(item));
    const place = (item: string) => `${item} (${this.#start.indexOf(item) + 1} of ${this.#start.length})`;
    return [
      ...twice.map((item) => `${place(item)} came twice`),
      ...skipped.map((item) => `${place(item)} was there and did not come`),
    ];
  }
}
