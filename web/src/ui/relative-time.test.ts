import test from 'ava';
import { fullTime, relativeTime } from './relative-time.ts';

const now = new Date(2026, 10, 25, 12, 0, 0);
const ago = (ms: number) => new Date(now.getTime() - ms);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const cases: [string, Date, string][] = [
  ['this moment', now, 'now'],
  ['a moment ahead of this clock', ago(-5 * minute), 'now'],
  ['less than a minute', ago(minute - 1), 'now'],
  ['a minute', ago(minute), '1m'],
  ['less than an hour', ago(hour - 1), '59m'],
  ['an hour', ago(hour), '1h'],
  ['less than a day', ago(day - 1), '23h'],
  ['a day', ago(day), '1d'],
  ['six days', ago(7 * day - 1), '6d'],
  ['a week', new Date(2026, 10, 18, 9), 'Nov 18'],
  ['last year', new Date(2025, 11, 31, 9), 'Dec 31, 2025'],
];

for (const [what, moment, words] of cases) {
  test(`${what} is said as ${words}`, (t) => t.is(relativeTime(moment, now), words));
}

test('the full time names the day and the minute', (t) => {
  const full = fullTime(new Date(2026, 10, 25, 9, 5));
  t.regex(full, /Wednesday, November 25, 2026/);
  t.regex(full, /9:05/);
});
