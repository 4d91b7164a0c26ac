import { useSyncExternalStore } from 'react';
import { currentLanguage, type Language, onLanguage } from './language.ts';

/** The language of the moment; who asks is rendered again when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(onLanguage, currentLanguage);
}
