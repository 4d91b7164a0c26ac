import { useState } from 'react';
import { Field } from '../ui/field.tsx';
import { sessionMessages } from './messages.ts';

/** A password to type, which can be shown. */
export function PasswordField(props: {
  value: string;
  isNew: boolean;
  hint?: string | undefined;
  problem?: string | undefined;
  onChange: (password: string) => void;
}) {
  const { value, isNew, hint, problem, onChange } = props;
  const [shown, setShown] = useState(false);
  return (
    <div>
      <Field
        label={sessionMessages.password}
        type={shown ? 'text' : 'password'}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        required
        value={value}
        hint={hint}
        problem={problem}
        onChange={(event) => onChange(event.target.value)}
      />
      <label className="check">
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />{' '}
        {sessionMessages.showPassword}
      </label>
    </div>
  );
}
