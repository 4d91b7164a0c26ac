import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { fieldWords } from '../rpc/error-words.ts';
import { createFormIntent } from '../rpc/request-id.ts';
import { RpcError } from '../rpc/rpc-error.ts';
import { clients } from '../session/current.ts';
import { useMe } from '../session/use-session.ts';
import { Field } from '../ui/field.tsx';
import { Problem } from '../ui/problem.tsx';
import { showToast } from '../ui/toast.tsx';
import { settingsMessages } from './messages.ts';
import { sessionsQuery } from './sessions.tsx';

/** Changes the password of who can say the one that counts now. */
export function ChangePassword() {
  const me = useMe();
  const queryClient = useQueryClient();
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const [intent] = useState(() => createFormIntent());
  const mutation = useMutation({
    mutationFn: () => {
      const requestId = intent.idFor({ currentPassword, newPassword });
      return clients.accounts.changePassword({ requestId, currentPassword, newPassword });
    },
    async onSuccess() {
      intent.done();
      setCurrent('');
      setNew('');
      showToast(settingsMessages.passwordChanged);
      await queryClient.resetQueries({ queryKey: sessionsQuery.queryKey });
    },
  });
  const wrong = mutation.error instanceof RpcError && mutation.error.reason === 'CREDENTIALS_INVALID';
  const newProblem = fieldWords(mutation.error, 'new_password', { min: 10, max: 128 });

  function change(event: FormEvent): void {
    event.preventDefault();
    mutation.mutate();
  }

  return (
    <form className="form change-password" onSubmit={change}>
      {/* A password manager needs to know whose password is meant. */}
      <input type="text" autoComplete="username" value={me?.handle ?? ''} readOnly hidden />
      <Field
        label={settingsMessages.currentPassword}
        type="password"
        autoComplete="current-password"
        required
        value={currentPassword}
        problem={wrong ? settingsMessages.passwordWrong : undefined}
        onChange={(event) => setCurrent(event.target.value)}
      />
      <Field
        label={settingsMessages.newPassword}
        type="password"
        autoComplete="new-password"
        required
        value={newPassword}
        hint={settingsMessages.newPasswordHint}
        problem={newProblem}
        onChange={(event) => setNew(event.target.value)}
      />
      {mutation.isError && !wrong && newProblem === undefined && <Problem error={mutation.error} />}
      <div>
        <button type="submit" className="button" disabled={mutation.isPending}>
          {settingsMessages.changePassword}
        </button>
      </div>
    </form>
  );
}
