import type { ReactNode } from 'react';
import { Icon, type IconName } from '../ui/icons.tsx';
import './choice.css';

/** A choice that takes little room: its drawing and what is chosen. */
export function Choice(props: {
  label: string;
  icon: IconName;
  value: string | number;
  onChange: (value: string) => void;
  children: ReactNode;
}) {
  const { label, icon, value, onChange, children } = props;
  return (
    <label className="choice">
      <span className="visually-hidden">{label}</span>
      <Icon name={icon} />
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {children}
      </select>
    </label>
  );
}
