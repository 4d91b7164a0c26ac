import { useEffect, useRef, useSyncExternalStore } from 'react';
import './toast.css';

/** How long a word stays. */
const shownMs = 6_000;

/** What can still be done about what a toast says. */
export interface ToastAction {
  label: string;
  run: () => void;
  /** How long it can be done, in milliseconds: so long the toast stays. */
  forMs: number;
}

interface Shown {
  text: string;
  action: ToastAction | undefined;
}

let shown: Shown | undefined;
let timer: ReturnType<typeof setTimeout>;
const listeners = new Set<() => void>();

/**
 * Says something for a few seconds, also to a screen reader. A toast with an action takes the focus: it follows a
 * change that took away what had it.
 */
export function showToast(text: string, action?: ToastAction): void {
  set({ text, action });
  clearTimeout(timer);
  timer = setTimeout(() => set(undefined), action?.forMs ?? shownMs);
}

function set(next: Shown | undefined): void {
  shown = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The place where such words stand; once in a page. */
export function Toast() {
  const toast = useSyncExternalStore(subscribe, () => shown);
  return (
    <div className="toast-place">
      <div role="status">
        {toast !== undefined && (
          <p className="toast">
            {toast.text}
            {toast.action && <ActionButton key={toast.text} action={toast.action} />}
          </p>
        )}
      </div>
    </div>
  );
}

function ActionButton({ action }: { action: ToastAction }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const element = button.current;
    element?.focus({ preventScroll: true });
    return () => {
      // Who is still there goes on with the page rather than from its very beginning.
      if (element !== null && document.activeElement === element)
        document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
    };
  }, []);
  function press(): void {
    set(undefined);
    action.run();
  }
  return (
    <button ref={button} type="button" className="toast-action" onClick={press}>
      {action.label}
    </button>
  );
}
