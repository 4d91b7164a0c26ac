import type { Doing } from './step.ts';
import type { Person } from './world.ts';

/** What somebody writes, and what in it means something. */
export interface Writing {
  readonly text: string;
  readonly mentions: ReadonlySet<Person>;
  /** The world's words that are hashtags in it. */
  readonly tags: ReadonlySet<string>;
  /** And those that are in it as words. */
  readonly words: ReadonlySet<string>;
}

/** Something to write: often it mentions nobody, sometimes oneself too; and many a word of the world is in it. */
export function write({ world, actor, other, flavour }: Doing): Writing {
  const mentions = flavour % 3 === 0 ? [other] : flavour % 7 === 0 ? [actor, other] : [];
  const word = pickOf(world.words, flavour >> 3);
  const { text, tags, words } = markWith(word, world.words, flavour % 8);
  const parts = [`Number ${world.tick()}`, ...mentions.map(({ handle }) => `@${handle}`), text];
  return { text: parts.join(' ').trim(), mentions: new Set(mentions), tags: new Set(tags), words: new Set(words) };
}

/** A word in one of the ways in which it stands in texts. */
function markWith(word: string, all: readonly string[], way: number): Marked {
  if (way < 3) return { text: `#${word}`, tags: [word] };
  if (way === 3) return { text: `so #${word.toUpperCase()}!`, tags: [word] };
  if (way === 4) return { text: all.map((each) => `#${each}`).join(' '), tags: all };
  if (way === 5) return { text: `${word.toUpperCase()}, so`, words: [word] };
  return { text: way === 6 ? `${word}s a${word}` : '' };
}

interface Marked {
  readonly text: string;
  readonly tags?: readonly string[];
  readonly words?: readonly string[];
}

/** What somebody calls themselves: its last word is a word of the world. */
export function nameWith(word: string): string {
  return `Ana ${wordInName(word)}`;
}

/** A word as it is in names, where an underscore is none of its letters. */
export function wordInName(word: string): string {
  return word.replace('_', '').toUpperCase();
}

/** In lower case, as it is compared. */
export function pickWord({ world, pick }: Doing): string {
  return pickOf(world.words, pick);
}

function pickOf(words: readonly string[], index: number): string {
  const word = words[index % words.length];
  if (word === undefined) throw new Error('the world has no words');
  return word;
}
