import { errorWords } from '../rpc/error-words.ts';
import { uiMessages } from './messages.ts';
import './problem.css';

/** Says what went wrong, and lets the person try again. */
export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <div className="problem" role="alert">
      <p>{errorWords(error)}</p>
      {onRetry && (
        <button type="button" className="button quiet small" onClick={onRetry}>
          {uiMessages.retry}
        </button>
      )}
    </div>
  );
}
