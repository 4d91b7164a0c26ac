/** How a write ended for who made it: it was answered, or nobody knows. */
export type End = 'acknowledged' | 'unknown';

/** What was written under one name that nobody else uses, and how that ended. */
export class Ledger {
  readonly #ends = new Map<string, End>();
  acknowledged = 0;

  note(name: string, end: End): void {
    this.#ends.set(name, end);
    if (end === 'acknowledged') this.acknowledged += 1;
  }

  /** What is wrong with how often each name is there: once if it was acknowledged, at most once if not. */
  compare(found: readonly string[]): string[] {
    const counts = new Map<string, number>();
    for (const name of found) counts.set(name, (counts.get(name) ?? 0) + 1);
    const strangers = [...counts.keys()].filter((name) => !this.#ends.has(name));
    return [
      ...strangers.map((name) => `${name} is there, and nobody wrote it`),
      ...[...this.#ends].flatMap(([name, end]) => {
        const count = counts.get(name) ?? 0;
        const isFine = count === 1 || (count === 0 && end === 'unknown');
        return isFine ? [] : [`${name} (${end}) is there ${count} times`];
      }),
    ];
  }
}

/** A relation that is set and taken back: what it should be at the end, or undefined where the last act is unknown. */
export class Switches {
  readonly #states = new Map<string, boolean | undefined>();

  note(name: string, on: boolean, end: End): void {
    this.#states.set(name, end === 'acknowledged' ? on : undefined);
  }

  /** Names that are on at the end and should not be, or are off and should be on. */
  compare(isOn: (name: string) => boolean): string[] {
    return [...this.#states].flatMap(([name, wanted]) => {
      const there = isOn(name);
      return wanted === undefined || wanted === there ? [] : [`${name} is ${there ? 'on' : 'off'}`];
    });
  }
}
