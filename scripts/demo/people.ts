import { fillSlots } from './fill-slots.ts';
import type { Random } from './random.ts';
import { dayMs, idAt, timeBetween } from './timeline.ts';
import { type NameList, nameLists } from './words/names.ts';
import { cities, roles } from './words/phrases.ts';
import { type Topic, topics } from './words/topics.ts';

/** Somebody of the demo network. */
export interface DemoPerson {
  accountId: string;
  /** `[a-z0-9_]{3,30}`, unique. */
  handle: string;
  displayName: string;
  bio: string;
  createTime: Date;
  private: boolean;
  /** What they write about. */
  interests: readonly Topic[];
}

interface Name {
  handle: string;
  displayName: string;
}

const letters: Readonly<Record<string, string>> = {
  ø: 'o',
  ö: 'oe',
  ä: 'ae',
  ü: 'ue',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ı: 'i',
};
const allNames = nameLists.flatMap(pairNames);

/** Invents that many people, none of them private, who joined between thirteen months and one month before `end`. */
export function inventPeople(count: number, end: number, random: Random): DemoPerson[] {
  const names = random.sample(allNames, allNames.length);
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, number) => {
    const { handle, displayName } = names[number % names.length] as Name;
    const unique = uniqueHandle(handle, taken);
    const joined = timeBetween(end - 400 * dayMs, end - 30 * dayMs, random);
    const interests = random.sample(topics, 2);
    const bio = inventBio(interests, random);
    return {
      accountId: idAt(joined, random),
      handle: unique,
      displayName,
      bio,
      createTime: new Date(joined),
      private: false,
      interests,
    };
  });
}

function inventBio(interests: readonly Topic[], random: Random): string {
  const [first, second] = interests.map(({ does }) => does);
  return fillSlots(`${random.pick(roles)} in ${random.pick(cities)}. I ${first} and ${second}.`, random);
}

function pairNames({ given, family, familyFirst }: NameList): Name[] {
  return given.flatMap((a) =>
    family.map((b) => {
      const [first, last] = [readName(a), readName(b)];
      const displayName = familyFirst ? `${last.written} ${first.written}` : `${first.written} ${last.written}`;
      return { displayName, handle: `${toAscii(first.latin)}_${toAscii(last.latin)}` };
    }),
  );
}

function readName(entry: string): { written: string; latin: string } {
  const [written = entry, latin = written] = entry.replaceAll('_', ' ').split('=');
  return { written, latin };
}

function toAscii(name: string): string {
  const folded = name.toLowerCase().replace(/[øöäüßłđı]/g, (letter) => letters[letter] ?? letter);
  return folded.normalize('NFD').replace(/[^a-z0-9]/g, '');
}

/** Namesakes get a number. */
function uniqueHandle(handle: string, taken: Set<string>): string {
  let unique = handle;
  for (let number = 2; taken.has(unique); number += 1) unique = `${handle}${number}`;
  taken.add(unique);
  return unique;
}
