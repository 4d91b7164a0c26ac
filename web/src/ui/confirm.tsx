import { Dialog } from './dialog.tsx';
import { uiMessages } from './messages.ts';
import { Problem } from './problem.tsx';

/** Asks before something that cannot be undone. */
export function Confirm(props: {
  title: string;
  text: string;
  action: string;
  busy: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { title, text, action, busy, error, onConfirm, onClose } = props;
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      {error !== null && error !== undefined && <Problem error={error} />}
      <div className="dialog-actions">
        <button type="button" className="button quiet" onClick={onClose}>
          {uiMessages.cancel}
        </button>
        <button type="button" className="button danger" disabled={busy} onClick={onConfirm}>
          {action}
        </button>
      </div>
    </Dialog>
  );
}
