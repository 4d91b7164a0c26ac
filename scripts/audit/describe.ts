import type { Finding } from '../../services/kit/projections/examine.ts';
import type { ServiceExamination } from './examine-folder.ts';

/** What was found, for people: a line a projection, and under it at most `show` of its differences. */
export function describe(examinations: readonly ServiceExamination[], show: number): string {
  const lines = examinations.flatMap(({ service, events, behind, findings }) => [
    `${service} (${events} events${behind > 0 ? `, ${behind} yet to come` : ''})`,
    ...findings.flatMap((finding) => describeFinding(finding, show)),
  ]);
  const count = examinations.flatMap(({ findings }) => findings).flatMap(({ differences }) => differences).length;
  return [...lines, count === 0 ? 'Nothing differs.' : `${count} rows differ.`].join('\n');
}

function describeFinding({ projection, differences }: Finding, show: number): string[] {
  if (differences.length === 0) return [`  ${projection}: as the logs say`];
  const shown = differences.slice(0, show).map(({ key, live, rebuilt }) => {
    if (live === undefined) return `    ${key}: missing, should be ${quote(rebuilt)}`;
    if (rebuilt === undefined) return `    ${key}: should not be there, is ${quote(live)}`;
    return `    ${key}: is ${quote(live)}, should be ${quote(rebuilt)}`;
  });
  const rest = differences.length - shown.length;
  const more = rest > 0 ? [`    and ${rest} more`] : [];
  return [`  ${projection}: ${differences.length} rows differ`, ...shown, ...more];
}

function quote(value: string | undefined): string {
  return value === undefined || value === '' ? 'there' : `"${value}"`;
}
