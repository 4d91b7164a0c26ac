import type { Random } from './random.ts';
import { slots } from './words/phrases.ts';

/** Puts a random word of each slot in the place of `{slot}`, capital at the start of a sentence. */
export function fillSlots(text: string, random: Random): string {
  return text.replace(/(^|[.!?] )?\{(\w+)\}/g, (_, start: string | undefined, name: string) => {
    const word = random.pick(slots[name] ?? []);
    return start === undefined ? word : `${start}${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  });
}
