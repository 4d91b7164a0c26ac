import { type KeyboardEvent, type Ref, useId } from 'react';
import { countGraphemes } from './graphemes.ts';
import { uiMessages } from './messages.ts';
import './text-area.css';

/** From this many characters left on, the count is shown. */
const countFrom = 200;

/** A text to write. Control or Command with Enter sends it. The count shows when the limit comes near. */
export function TextArea(props: {
  label: string;
  value: string;
  max: number;
  placeholder?: string;
  rows?: number;
  ref?: Ref<HTMLTextAreaElement>;
  onChange: (value: string) => void;
  onSend: () => void;
}) {
  const { label, value, max, placeholder, rows = 3, ref, onChange, onSend } = props;
  const id = useId();
  const left = max - countGraphemes(value);
  const sendByKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSend();
  };
  return (
    <div className="text-area">
      <label htmlFor={id} className="visually-hidden">
        {label}
      </label>
      <textarea
        id={id}
        ref={ref}
        value={value}
        rows={rows}
        placeholder={placeholder}
        aria-invalid={left < 0}
        aria-describedby={left <= countFrom ? `${id}-left` : undefined}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={sendByKey}
      />
      {left <= countFrom && (
        <p id={`${id}-left`} className={left < 0 ? 'text-area-left over' : 'text-area-left'}>
          {uiMessages.charactersLeft(left)}
        </p>
      )}
    </div>
  );
}
