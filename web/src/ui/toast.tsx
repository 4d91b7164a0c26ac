import { useSyncExternalStore } from 'react';
import './toast.css';

/** How long a word stays. */
const shownMs = 6_000;

let words: string | undefined;
let timer: ReturnType<typeof setTimeout>;
const listeners = new Set<() => void>();

/** Says something for a few seconds, also to a screen reader. */
export function showToast(text: string): void {
  set(text);
  clearTimeout(timer);
  timer = setTimeout(() => set(undefined), shownMs);
}

function set(text: string | undefined): void {
  words = text;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The place where such words stand; once in a page. */
export function Toast() {
  const text = useSyncExternalStore(subscribe, () => words);
  return (
    <div className="toast-place" role="status">
      {text !== undefined && <p className="toast">{text}</p>}
    </div>
  );
}
