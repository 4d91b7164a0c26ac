import { useSyncExternalStore } from 'react';
import { useLanguage } from '../language/use-language.ts';
import { fullTime, relativeTime } from './relative-time.ts';

const listeners = new Set<() => void>();
let now = new Date();

setInterval(() => {
  now = new Date();
  for (const listener of listeners) listener();
}, 30_000);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A moment in short, which keeps up with the clock; its full date is the title. */
export function Time({ moment }: { moment: Date | undefined }) {
  const language = useLanguage();
  const clock = useSyncExternalStore(subscribe, () => now);
  if (moment === undefined) return null;
  // A moment after the last tick is now.
  return (
    <time dateTime={moment.toISOString()} title={fullTime(moment, language)}>
      {relativeTime(moment, clock, language)}
    </time>
  );
}
