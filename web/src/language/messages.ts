import { inLanguages } from './in-languages.ts';

/** What the choice of the language says. */
export const languageMessages = inLanguages({
  en: { label: 'Language' },
  es: { label: 'Idioma' },
});
