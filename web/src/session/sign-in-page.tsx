import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import { paths } from '../app/routes.ts';
import { createFormIntent } from '../rpc/request-id.ts';
import { Field } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { signIn } from './current.ts';
import { toHandle } from './handle.ts';
import { sessionMessages } from './messages.ts';
import { PasswordField } from './password-field.tsx';
import './session-page.css';

/** Signs in. Where to go then, the frame knows. */
export default function SignInPage() {
  const [handle, setHandle] = useState('');
  const [password, setPassword] = useState('');
  const [intent] = useState(() => createFormIntent());
  const mutation = useMutation({
    mutationFn: () => {
      const credentials = { handle: toHandle(handle), password };
      return signIn({ ...credentials, requestId: intent.idFor(credentials) });
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    mutation.mutate();
  }

  return (
    <Page title={sessionMessages.signInTitle}>
      <form className="form session-form" onSubmit={submit}>
        <Field
          label={sessionMessages.handle}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={handle}
          onChange={(event) => setHandle(event.target.value)}
        />
        <PasswordField value={password} isNew={false} onChange={setPassword} />
        {mutation.isError && <Problem error={mutation.error} />}
        <button type="submit" className="button" disabled={mutation.isPending}>
          {sessionMessages.signIn}
        </button>
        <p>
          {sessionMessages.toSignUp} <Link href={paths.signUp}>{sessionMessages.signUp}</Link>
        </p>
      </form>
    </Page>
  );
}
