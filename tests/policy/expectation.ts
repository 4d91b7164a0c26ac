import type { MethodPolicy } from '../../services/kit/policies.ts';
import type { Answer } from './answer.ts';

/** What a call brings with it. */
export interface Brought {
  /** `bad`: one is sent that must not be taken. */
  readonly token: 'none' | 'bad' | 'good';
  /** Whom the call says it comes from, inside the mesh; `edge` if it comes from outside. */
  readonly from: string;
}

/** `passed`: the call reached its handler, or a limit, or what checks its fields. */
export type Verdict = 'passed' | 'UNAUTHENTICATED' | 'PERMISSION_DENIED' | 'UNIMPLEMENTED';

/** What the policy alone says of a call at the gateway's outer listener. */
export function expectAtEdge(policy: MethodPolicy, token: Brought['token']): Verdict {
  return policy.audience === 'AUDIENCE_SERVICES' ? 'UNIMPLEMENTED' : expectInside(policy, { token, from: 'edge' });
}

/** What the policy alone says of a call at a service, and at the gateway's inner listener. */
export function expectInside({ audience, callers }: MethodPolicy, { token, from }: Brought): Verdict {
  switch (audience) {
    case 'AUDIENCE_GUEST':
      return 'passed';
    case 'AUDIENCE_ANYONE':
      return token === 'bad' ? 'UNAUTHENTICATED' : 'passed';
    case 'AUDIENCE_MEMBER':
      return token === 'good' ? 'passed' : 'UNAUTHENTICATED';
    case 'AUDIENCE_SERVICES':
      return callers.includes(from) ? 'passed' : 'PERMISSION_DENIED';
  }
}

// An answer to an empty message that was let in. Anything else, such as INTERNAL, is nobody's verdict.
const letIn = ['OK', 'INVALID_ARGUMENT', 'NOT_FOUND', 'FAILED_PRECONDITION', 'RESOURCE_EXHAUSTED', 'OUT_OF_RANGE'];

/** What an answer says of whether the call was let in; where it says neither, what it was. */
export function judge({ status, httpStatus }: Answer): string {
  if (status === undefined) return `HTTP ${httpStatus ?? 'reset'}`;
  return letIn.includes(status) ? 'passed' : status;
}

/** Whether a call was turned away, by gRPC or by HTTP: redirected, not found, malformed. */
export function isTurnedAway({ status, httpStatus, details }: Answer): boolean {
  if (httpStatus === undefined) return true;
  if (status === undefined) return httpStatus >= 300 && httpStatus < 500;
  // So Envoy calls what is malformed, without a reason; a service that fails gives one.
  if (status === 'INTERNAL') return details === undefined;
  return ['UNAUTHENTICATED', 'PERMISSION_DENIED', 'UNIMPLEMENTED'].includes(status);
}
