import type { ListEntry } from '../domain/list-entry.ts';
import type { Place, ViewedEntry } from '../store/view-entries.ts';

/** Of a post, in a token: the ten digits that its id ends with, which are random. */
const mark = { length: 10, pattern: /.{10}/g };

/**
 * What a walk through a home timeline remembers of the reposts that it has passed, from page to page. A post stands where
 * it came first, and that place can go, or an earlier one come, while one pages: then what one has had would come again
 * further down, and what one has passed over, since it was to come further down, would not come at all.
 */
export class HomeWalk {
  /** The posts that came by a repost. */
  readonly #given: Set<string>;
  /** The posts that were passed over, because they stand further down. */
  readonly #awaited: Set<string>;
  readonly #seen: { readonly entry: ListEntry; readonly place: Place }[] = [];

  /** @param given @param awaited as `write` gave them; empty at the beginning */
  constructor(given = '', awaited = '') {
    this.#given = readMarks(given);
    this.#awaited = readMarks(awaited);
  }

  get awaitsSome(): boolean {
    return this.#awaited.size > 0;
  }

  awaits({ postId }: ListEntry): boolean {
    return this.#awaited.has(markOf(postId));
  }

  /** What comes at some places further down: nothing that was given. */
  see(entries: readonly ListEntry[], places: readonly Place[]): (ViewedEntry | undefined)[] {
    return entries.map((entry, index) => {
      const place = this.#given.has(markOf(entry.postId)) ? undefined : places[index];
      this.#seen.push({ entry, place });
      return place === 'earlier' ? undefined : place;
    });
  }

  /** Remembers what was seen, down to the entry that the page ends with. */
  passTo(cursor: string): void {
    for (const { entry, place } of this.#seen) {
      if (entry.entryId < cursor || place === undefined) continue;
      if (place === 'earlier') this.#awaited.add(markOf(entry.postId));
      else this.give(place);
    }
  }

  /** Remembers what is given. What stands for itself cannot come again: there is no earlier place. */
  give({ post: { postId }, repostedBy }: ViewedEntry): void {
    this.#awaited.delete(markOf(postId));
    if (repostedBy) this.#given.add(markOf(postId));
  }

  /** For the token of the next page. */
  write(): [given: string, awaited: string] {
    return [writeMarks(this.#given), writeMarks(this.#awaited)];
  }
}

function markOf(postId: string): string {
  return postId.slice(-mark.length);
}

function readMarks(text: string): Set<string> {
  const digits = Buffer.from(text, 'base64url').toString('hex');
  return new Set(digits.match(/.{10}/g));
}

function writeMarks(marks: ReadonlySet<string>): string {
  return Buffer.from([...marks].join(''), 'hex').toString('base64url');
}
