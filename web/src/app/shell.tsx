import type { ReactNode } from 'react';
import { FarewellWords } from '../session/farewell-words.tsx';
import { Aside } from './aside.tsx';
import { appMessages } from './messages.ts';
import { Nav } from './nav.tsx';
import { useShortcuts } from './shortcuts.ts';
import './shell.css';

/** The frame: the way around on one side (or at the bottom of a phone), the page in the middle. */
export function Shell({ children }: { children: ReactNode }) {
  useShortcuts();
  return (
    <>
      <a className="skip-link" href="#content">
        {appMessages.skip}
      </a>
      <div className="shell">
        <Nav />
        <main id="content" className="shell-main" tabIndex={-1}>
          <FarewellWords />
          {children}
        </main>
        <Aside />
      </div>
    </>
  );
}
