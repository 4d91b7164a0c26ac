import { useSyncExternalStore } from 'react';

let words = '';
const listeners = new Set<() => void>();

/** Has a screen reader say something when it has nothing else to say. */
export function announce(text: string): void {
  // The same words twice are said twice only if they differ.
  words = words === text ? `${text}\u00a0` : text;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The place where announcements stand; once in a page. */
export function Announcer() {
  const text = useSyncExternalStore(subscribe, () => words);
  return (
    <div className="visually-hidden" aria-live="polite">
      {text}
    </div>
  );
}
