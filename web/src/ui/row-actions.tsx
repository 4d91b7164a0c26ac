import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { errorWords } from '../rpc/error-words.ts';
import { newRequestId } from '../rpc/request-id.ts';
import './row-actions.css';
import { showToast } from './toast.tsx';

/** What can be done with a row of a list. */
export interface RowAction {
  label: string;
  /** What stands in place of the buttons once it is done. */
  outcome: string;
  quiet?: boolean;
  run: (requestId: string) => Promise<unknown>;
}

/**
 * The buttons of a row. What is done stays in its row, as a word in place of the buttons that has the focus: nothing
 * below moves up under the pointer, and a keyboard goes on from there.
 *
 * @param of whom or what the row is about: a screen reader hears it with each button
 */
export function RowActions({ of, actions }: { of: string; actions: readonly RowAction[] }) {
  const mutation = useMutation({
    mutationFn: ({ action, requestId }: { action: RowAction; requestId: string }) => action.run(requestId),
    onError: (error) => showToast(errorWords(error)),
  });
  if (mutation.isSuccess) return <Outcome words={mutation.variables.action.outcome} />;
  return (
    <div className="row-actions">
      {actions.map((action) => (
        <button
          key={action.label}
          type="button"
          className={action.quiet ? 'button small quiet' : 'button small'}
          aria-label={`${action.label}: ${of}`}
          disabled={mutation.isPending}
          onClick={() => mutation.mutate({ action, requestId: newRequestId() })}
        >
          {action.label}
        </button>
      ))}
    </div>
  );
}

function Outcome({ words }: { words: string }) {
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => place.current?.focus({ preventScroll: true }), []);
  return (
    <p ref={place} className="row-outcome" tabIndex={-1} role="status">
      {words}
    </p>
  );
}
