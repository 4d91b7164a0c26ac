import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import { paths } from '../app/routes.ts';
import { fieldWords } from '../rpc/error-words.ts';
import { createFormIntent } from '../rpc/request-id.ts';
import { Field } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { signUp } from './current.ts';
import { isHandle, toHandle } from './handle.ts';
import { sessionMessages } from './messages.ts';
import { PasswordField } from './password-field.tsx';
import './session-page.css';

/** Makes an account. What can be told to be wrong before asking is told before. */
export default function SignUpPage() {
  const [form, setForm] = useState({ handle: '', displayName: '', password: '' });
  const [checked, setChecked] = useState(false);
  const [intent] = useState(() => createFormIntent());
  const account = { ...form, handle: toHandle(form.handle), displayName: form.displayName.trim() };
  const handleFits = isHandle(account.handle);
  const passwordFits = account.password.length >= 10 && account.password.length <= 128;

  const mutation = useMutation({ mutationFn: () => signUp({ ...account, requestId: intent.idFor(account) }) });
  const problems = {
    handle: checked && !handleFits ? sessionMessages.handleProblem : fieldWords(mutation.error, 'handle'),
    displayName: fieldWords(mutation.error, 'display_name', { max: 50 }),
    password: checked && !passwordFits ? sessionMessages.passwordProblem : fieldWords(mutation.error, 'password'),
  };
  const said = Object.values(problems).some((words) => words !== undefined);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setChecked(true);
    if (handleFits && passwordFits) mutation.mutate();
  }

  return (
    <Page title={sessionMessages.signUpTitle}>
      <form className="form session-form" noValidate onSubmit={submit}>
        <p>{sessionMessages.signUpIntro}</p>
        <Field
          label={sessionMessages.handle}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={form.handle}
          hint={sessionMessages.handleHint}
          problem={problems.handle}
          onChange={(event) => setForm({ ...form, handle: event.target.value })}
        />
        <Field
          label={sessionMessages.displayName}
          autoComplete="name"
          value={form.displayName}
          hint={sessionMessages.displayNameHint}
          problem={problems.displayName}
          onChange={(event) => setForm({ ...form, displayName: event.target.value })}
        />
        <PasswordField
          value={form.password}
          isNew
          hint={sessionMessages.passwordHint}
          problem={problems.password}
          onChange={(password) => setForm({ ...form, password })}
        />
        {mutation.isError && !said && <Problem error={mutation.error} />}
        <button type="submit" className="button" disabled={mutation.isPending}>
          {sessionMessages.signUp}
        </button>
        <p>
          {sessionMessages.toSignIn} <Link href={paths.signIn}>{sessionMessages.signIn}</Link>
        </p>
      </form>
    </Page>
  );
}
