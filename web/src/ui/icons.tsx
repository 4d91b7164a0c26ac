import type { ReactNode } from 'react';
import './icons.css';

const shapes = {
  home: <path d="M4 11.5 12 4.5l8 7V19a1 1 0 0 1-1 1h-4.5v-5.5h-5V20H5a1 1 0 0 1-1-1z" />,
  search: <path d="M10.5 17.5a7 7 0 1 1 0-14 7 7 0 0 1 0 14zm5-2 5 5" />,
  bell: <path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5a2.2 2.2 0 0 0 4 0" />,
  person: <path d="M12 12a4 4 0 1 1 0-8 4 4 0 0 1 0 8zm-7.5 8.5a7.5 7.5 0 0 1 15 0" />,
  settings: (
    <path d="M4 7h9m5 0h2M4 17h2m5 0h9M15.5 9.5a2.5 2.5 0 1 1 0-5 2.5 2.5 0 0 1 0 5zm-7 10a2.5 2.5 0 1 1 0-5 2.5 2.5 0 0 1 0 5z" />
  ),
  pen: <path d="m4 20 1-4.5L16.5 4a2.1 2.1 0 0 1 3 3L8.5 19zM14.5 6l3 3" />,
  heart: <path d="M12 20S4 15.2 4 9.3A4.3 4.3 0 0 1 12 7a4.3 4.3 0 0 1 8 2.3C20 15.2 12 20 12 20z" />,
  comment: (
    <path d="M4 6.5A1.5 1.5 0 0 1 5.5 5h13A1.5 1.5 0 0 1 20 6.5v8a1.5 1.5 0 0 1-1.5 1.5H11l-4.5 4v-4h-1A1.5 1.5 0 0 1 4 14.5z" />
  ),
  repost: (
    <path d="M4 12V9.5A2.5 2.5 0 0 1 6.5 7H19m-3.5-3.5L19 7l-3.5 3.5M20 12v2.5a2.5 2.5 0 0 1-2.5 2.5H5m3.5 3.5L5 17l3.5-3.5" />
  ),
  bookmark: <path d="M7 4h10a1 1 0 0 1 1 1v15.5L12 16l-6 4.5V5a1 1 0 0 1 1-1z" />,
  pin: <path d="M9 4h6m-5 0v6l-3 4h10l-3-4V4m-2 10v6.5" />,
  more: <path d="M5.5 12h.01M12 12h.01M18.5 12h.01" />,
  lock: <path d="M7 11V8a5 5 0 0 1 10 0v3M5.5 11h13v9h-13z" />,
  people: (
    <path d="M9 11a3.5 3.5 0 1 1 0-7 3.5 3.5 0 0 1 0 7zm-6.5 9a6.5 6.5 0 0 1 13 0M16 4.3a3.5 3.5 0 0 1 0 6.5m2 3.2a6.5 6.5 0 0 1 3.5 6" />
  ),
  at: <path d="M15.5 12a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0zm0-3.5V13a2.5 2.5 0 0 0 5 0v-1a8.5 8.5 0 1 0-3.5 6.9" />,
  globe: <path d="M12 20.5a8.5 8.5 0 1 1 0-17 8.5 8.5 0 0 1 0 17zm-8.2-8.5h16.4M12 3.5c5 5 5 12 0 17-5-5-5-12 0-17z" />,
  cup: (
    <path d="M4.5 10h12v4.5a5 5 0 0 1-5 5h-2a5 5 0 0 1-5-5zm12 1.2h1.3a2.6 2.6 0 0 1 0 5.2h-1.6M8.5 7.2c-1-1.2 1-1.8 0-3.2m4 3.2c-1-1.2 1-1.8 0-3.2" />
  ),
} satisfies Record<string, ReactNode>;

/** The name of a drawing. */
export type IconName = keyof typeof shapes;

/** A line drawing of 24 units. It says nothing to a screen reader: its label stands beside it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {shapes[name]}
    </svg>
  );
}
