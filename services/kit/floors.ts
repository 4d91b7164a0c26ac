import { readFileSync } from 'node:fs';
import { z } from 'zod';

const version = z.string().regex(/^\d+(\.\d+)*$/);

const floor = z.strictObject({
  software: z.enum(['node', '@grpc/grpc-js', 'sqlite', 'ts-proto', 'envoy']),
  /** Ranges of versions: from the first that has the hole up to, but without, the first that has it no more. */
  affected: z.array(z.tuple([version, version])).min(1),
  advisory: z.string().min(1),
  /** What can happen, in a few words. */
  hole: z.string().min(1),
  source: z.url(),
  /** `refuse`: nothing starts. `warn`: where nothing here can be reached by it, or no better version can be had. */
  atStart: z.enum(['refuse', 'warn']),
});

/** A known hole, and the versions that have it. */
export type Floor = z.infer<typeof floor>;
export type Software = Floor['software'];
/** What is in use, each as `1.2.3`. */
export type Versions = Readonly<Partial<Record<Software, string>>>;

/** A hole in what is in use. */
export interface KnownHole {
  readonly floor: Floor;
  readonly version: string;
}

/** Reads scripts/floors.json, where every known hole stands. */
export function readFloors(): Floor[] {
  const text = readFileSync(new URL('../../scripts/floors.json', import.meta.url), 'utf8');
  return z.array(floor).parse(JSON.parse(text));
}

/** The holes that these versions have. */
export function findHoles(versions: Versions, floors: readonly Floor[]): KnownHole[] {
  return floors.flatMap((each) => {
    const used = versions[each.software];
    const isHit = used !== undefined && each.affected.some(([from, to]) => isWithin(used, from, to));
    return isHit ? [{ floor: each, version: used }] : [];
  });
}

/** One line about a hole: what has it, what it does, and which version does not have it. */
export function describeHole({ floor: { software, affected, advisory, hole, source }, version }: KnownHole): string {
  const fixed = affected.find(([from, to]) => isWithin(version, from, to))?.[1];
  return `${software} ${version} has a known hole, ${advisory}: ${hole}. Take ${fixed} or later (${source})`;
}

function isWithin(version: string, from: string, to: string): boolean {
  return compare(version, from) >= 0 && compare(version, to) < 0;
}

/** By numbers; what follows them, as in `24.0.0-rc.1`, counts for nothing. */
function compare(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbersOf(version: string): number[] {
  return (/^\d+(\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number);
}
