import { currentLanguage, type Language } from './language.ts';

/** The same words in another language: texts for texts, functions for functions. */
export type Translated<Words> = Words extends string
  ? string
  : Words extends (...args: infer Args) => string
    ? (...args: Args) => string
    : Words extends number | boolean | undefined
      ? Words
      : { readonly [Key in keyof Words]: Translated<Words[Key]> };

/**
 * What an area says, in every language. What is read of the result is in the language of the moment: read it while
 * rendering, and do not keep it. A word that a language lacks does not compile.
 */
export function inLanguages<const Words extends object>(
  words: { readonly en: Words } & { readonly [Other in Exclude<Language, 'en'>]: Translated<Words> },
): Translated<Words> {
  const all: Readonly<Record<Language, Translated<Words>>> = words as never;
  const said = {};
  for (const name of Object.keys(words.en)) {
    Object.defineProperty(said, name, {
      get: () => all[currentLanguage()][name as keyof Translated<Words>],
      enumerable: true,
    });
  }
  return said as Translated<Words>;
}
