/** The languages of the client, as BCP 47 has them. */
export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];

/** How each language names itself. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' };

const key = 'tertulia.language';
const listeners = new Set<() => void>();
let current: Language = chooseLanguage(remembered(), globalThis.navigator?.languages ?? []);

/** What was chosen here, else the first language of the browser that the client has, else English. */
export function chooseLanguage(chosen: string | undefined, preferred: readonly string[]): Language {
  const wanted = [chosen ?? '', ...preferred].map((tag) => tag.toLowerCase().split('-')[0]);
  return (
    languages.find((language) => language === wanted.find((tag) => languages.some((known) => known === tag))) ?? 'en'
  );
}

/** The language that everything is said in now. */
export function currentLanguage(): Language {
  return current;
}

/** Says everything in another language from now on, in this browser. */
export function setLanguage(language: Language): void {
  current = language;
  remember(language);
  for (const listener of listeners) listener();
}

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function remembered(): string | undefined {
  try {
    return globalThis.localStorage?.getItem(key) ?? undefined;
  } catch {
    // A browser may forbid it.
    return undefined;
  }
}

function remember(language: Language): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    // It then holds until the page is left.
  }
}
