import { type InputHTMLAttributes, useId } from 'react';
import './field.css';

type FieldProps = InputHTMLAttributes<HTMLInputElement> & {
  label: string;
  hint?: string | undefined;
  problem?: string | undefined;
};

/** A labelled line to fill in, with a hint, or with what is wrong with it. */
export function Field({ label, hint, problem, ...input }: FieldProps) {
  const id = useId();
  const words = problem ?? hint;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} aria-invalid={problem !== undefined} aria-describedby={words && `${id}-words`} {...input} />
      {words && (
        <p id={`${id}-words`} className={problem === undefined ? 'field-hint' : 'field-problem'}>
          {words}
        </p>
      )}
    </div>
  );
}
