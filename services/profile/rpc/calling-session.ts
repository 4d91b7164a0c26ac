import type { Call } from '../../kit/call.ts';

/** The session that calls; undefined where no member does. */
export function callingSessionId(call: Call): string | undefined {
  return call.caller.kind === 'member' ? call.caller.sessionId : undefined;
}
