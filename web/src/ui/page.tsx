import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { arrivedBy } from '../app/arrival.ts';
import { appMessages } from '../app/messages.ts';
import './page.css';

/**
 * A page: its heading is its title in the browser too. Who comes by a link begins at the top, with the focus on the
 * heading; who comes by the browser's back button finds the page as it was left.
 */
export function Page({ title, heading = true, children }: { title: string; heading?: boolean; children: ReactNode }) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title === appMessages.name ? title : `${title} · ${appMessages.name}`;
  }, [title]);
  useLayoutEffect(() => {
    if (arrivedBy() !== 'link') return;
    window.scrollTo(0, 0);
    head.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="page">
      <h1 ref={head} tabIndex={-1} className={heading ? 'page-title' : 'visually-hidden'}>
        {title}
      </h1>
      {children}
    </div>
  );
}
