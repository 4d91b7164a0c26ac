import { Select } from '../ui/select.tsx';
import { muteMessages } from './messages.ts';

/** How long a mute may last, in days; 0 is for ever. */
const daysToChoose = [0, 1, 7, 30];

/** The duration of the contract for so many days. */
export function daysToDuration(days: number): { seconds: number; nanos: number } {
  return { seconds: days * 86_400, nanos: 0 };
}

/** Chooses how long a mute lasts, in days; 0 is for ever. */
export function MuteDuration({ days, onChange }: { days: number; onChange: (days: number) => void }) {
  return (
    <Select
      label={muteMessages.forHowLong}
      value={days}
      options={daysToChoose.map((each) => [each, each === 0 ? muteMessages.forEver : muteMessages.days(each)])}
      onChange={onChange}
    />
  );
}
