import { useId } from 'react';
import './select.css';

/** One of a few, by a label. The values are those of an enum or the like; what is shown of each is `options`. */
export function Select<Value extends string | number>(props: {
  label: string;
  value: Value;
  options: readonly (readonly [value: Value, words: string])[];
  disabled?: boolean;
  onChange: (value: Value) => void;
}) {
  const { label, value, options, disabled = false, onChange } = props;
  const id = useId();
  const choose = (chosen: string) => {
    const option = options.find(([each]) => String(each) === chosen);
    if (option !== undefined) onChange(option[0]);
  };
  return (
    <div className="select">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} disabled={disabled} onChange={(event) => choose(event.target.value)}>
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
