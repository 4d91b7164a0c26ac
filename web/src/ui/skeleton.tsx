import { uiMessages } from './messages.ts';
import './skeleton.css';

const lines = ['a', 'b', 'c', 'd'];

/** The shape of a list that is on its way. */
export function Skeleton({ rows = 3 }: { rows?: number }) {
  return (
    <div role="status">
      <span className="visually-hidden">{uiMessages.loading}</span>
      {lines.slice(0, rows).map((line) => (
        <div key={line} className="skeleton" aria-hidden="true">
          <span className="skeleton-face" />
          <span className="skeleton-lines">
            <span />
            <span />
            <span />
          </span>
        </div>
      ))}
    </div>
  );
}
