type Reasons = ReadonlySet<string>;

/**
 * What somebody could see of late, be it for a moment. Services hear of things one log after the other: only what one and
 * the same reason forbade all the time can never have been seen.
 */
export class Sightings {
  #now = new Map<string, Reasons>();
  #before: ReadonlyMap<string, Reasons> = new Map();

  /** Takes note of something that there is, and of what keeps it from them now. */
  note(thing: string, reasons: Iterable<string>): void {
    const all = new Set(reasons);
    this.#now.set(thing, this.#now.get(thing)?.intersection(all) ?? all);
  }

  /** Begins anew. What is told a moment late is still of before. */
  turn(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }

  get seen(): Set<string> {
    const [now, before] = [this.#now, this.#before];
    const things = new Set([...now.keys(), ...before.keys()]);
    const shared = (thing: string) => {
      const [one, other] = [now.get(thing), before.get(thing)];
      return one && other ? one.intersection(other) : (one ?? other);
    };
    return new Set([...things].filter((thing) => shared(thing)?.size === 0));
  }
}
