import { v7 } from 'uuid';
import type { Random } from './random.ts';

/** The milliseconds of a day. */
export const dayMs = 86_400_000;

/** A random time from `from` to `to`, both in milliseconds since the epoch; heaped towards the end by `heap` > 1. */
export function timeBetween(from: number, to: number, random: Random, heap = 1): number {
  return Math.floor(to - (to - from) * random.next() ** heap);
}

/** A UUIDv7 of that time: in the order of time, and the same for the same random source. */
export function idAt(time: number, random: Random): string {
  return v7({ msecs: time, random: random.bytes(16), seq: random.below(2 ** 31) });
}

/** Compares by time, older first. */
export function byTime(a: { createTime: Date }, b: { createTime: Date }): number {
  return a.createTime.getTime() - b.createTime.getTime();
}
