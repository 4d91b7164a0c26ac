import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { createFormIntent } from '../rpc/request-id.ts';
import { deleteAccount } from '../session/current.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { uiMessages } from '../ui/messages.ts';
import { Problem } from '../ui/problem.tsx';
import { settingsMessages } from './messages.ts';

/** Deletes the account of who can say its password once more. */
export function DeleteAccount({ handle, onClose }: { handle: string; onClose: () => void }) {
  const [password, setPassword] = useState('');
  const [intent] = useState(() => createFormIntent());
  const mutation = useMutation({
    mutationFn: () => deleteAccount({ password, requestId: intent.idFor(password) }),
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    mutation.mutate();
  }

  return (
    <Dialog title={settingsMessages.deleteTitle} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <p>{settingsMessages.deleteText}</p>
        {/* A password manager needs to know whose password is meant. */}
        <input type="text" autoComplete="username" value={handle} readOnly hidden />
        <Field
          label={settingsMessages.password}
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {mutation.isError && <Problem error={mutation.error} />}
        <div className="dialog-actions">
          <button type="button" className="button quiet" onClick={onClose}>
            {uiMessages.cancel}
          </button>
          <button type="submit" className="button danger" disabled={mutation.isPending}>
            {settingsMessages.deleteAction}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
