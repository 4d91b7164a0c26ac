import { Counter } from 'prom-client';
import { createCallCounter } from './call-metrics.ts';
import { registry } from './registry.ts';

/** Counts calls that this process serves, by caller: a service, or `edge`. */
export const countServedCall = createCallCounter('server', 'caller');

// What is refused is not timed, so that refusing stays cheap.
const refused = new Counter({
  name: 'grpc_server_refused_total',
  help: 'Unary calls that were refused, since there were too many.',
  labelNames: ['caller', 'method'],
  registers: [registry],
});

/** Counts a call that was refused before anything of it ran. `header`: who calls, as the gateway says. */
export function countRefusedCall(header: string, method: string): void {
  refused.inc({ caller: callerLabel(header), method });
}

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
