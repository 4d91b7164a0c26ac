const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How a moment is said beside a post: short, and exact only as far as it matters. Moments ahead of the clock are now. */
export function relativeTime(moment: Date, now: Date, locale = 'en'): string {
  const agoMs = now.getTime() - moment.getTime();
  if (agoMs < minuteMs) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second');
  if (agoMs < hourMs) return unit(Math.floor(agoMs / minuteMs), 'minute', locale);
  if (agoMs < dayMs) return unit(Math.floor(agoMs / hourMs), 'hour', locale);
  if (agoMs < 7 * dayMs) return unit(Math.floor(agoMs / dayMs), 'day', locale);
  const sameYear = moment.getFullYear() === now.getFullYear();
  const day = { day: 'numeric', month: 'short' } as const;
  return new Intl.DateTimeFormat(locale, sameYear ? day : { ...day, year: 'numeric' }).format(moment);
}

/** The whole date and time, for who wants to know exactly. */
export function fullTime(moment: Date, locale = 'en'): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }).format(moment);
}

function unit(count: number, name: 'minute' | 'hour' | 'day', locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'narrow' }).format(count);
}
