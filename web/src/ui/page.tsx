import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { arrivedBy } from '../app/arrival.ts';
import { appMessages } from '../app/messages.ts';
import './page.css';

interface PageProps {
  title: string;
  /** Whether the title is seen. */
  heading?: boolean;
  /** What stands beside the title. */
  action?: ReactNode;
  children: ReactNode;
}

/**
 * A page: its heading is its title in the browser too. Who comes by a link begins at the top, with the focus on the
 * heading; who comes by the browser's back button finds the page as it was left.
 */
export function Page({ title, heading = true, action, children }: PageProps) {
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
      <div className={heading ? 'page-head' : 'visually-hidden'}>
        <h1 ref={head} tabIndex={-1}>
          {title}
        </h1>
        {action}
      </div>
      {children}
    </div>
  );
}
