import { createCallCounter } from './call-metrics.ts';

/** Counts calls that this process serves, by caller: a service, or `edge`. */
export const countServedCall = createCallCounter('server', 'caller');

// Who calls is a header: within the mesh nobody invents names, but what is kept for ever must have a bound.
const callers = new Set<string>();
const maxCallers = 32;

/** The caller as a label: `unknown` where none is named, `other` where too many names have been seen. */
export function callerLabel(name: string | undefined): string {
  if (name === undefined || name.length > 32) return 'unknown';
  if (callers.has(name)) return name;
  if (callers.size >= maxCallers) return 'other';
  callers.add(name);
  return name;
}
