import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { focusCompose } from '../compose/compose-focus.ts';
import { useMe } from '../session/use-session.ts';
import { paths } from './routes.ts';

/** The keys that work wherever nobody is writing: n, / (search), j and k (next and previous post). */
export function useShortcuts(): void {
  const [, navigate] = useLocation();
  const isMember = useMe() !== undefined;
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isBusy(event.target)) return;
      if (event.key === 'n' && isMember) {
        navigate(paths.home);
        focusCompose();
      } else if (event.key === '/') navigate(paths.search());
      else if (event.key === 'j') focusPost(1);
      else if (event.key === 'k') focusPost(-1);
      else return;
      // Else the key would be typed into what has the focus now.
      event.preventDefault();
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [navigate, isMember]);
}

function isBusy(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, dialog, [contenteditable], [role=menu]') !== null
  );
}

function focusPost(step: 1 | -1): void {
  const posts = [...document.querySelectorAll<HTMLElement>('[data-post]')];
  const at = posts.findIndex((post) => post.contains(document.activeElement));
  const next = at === -1 ? posts[0] : posts[at + step];
  next?.focus();
}
