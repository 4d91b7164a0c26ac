import type { Metadata } from 'nice-grpc';
import type { Caller } from '../call.ts';
import { CallerNotAllowed, TokenInvalid, TokenMissing } from '../mesh-errors.ts';
import type { MethodPolicy } from '../policies.ts';
import { nameOfSpiffeId } from '../tls/spiffe.ts';
import type { TokenVerifier } from '../token-verifier.ts';

/**
 * Says which service calls inside the mesh. The gateway overwrites it: its mesh listener with the SPIFFE id of the
 * caller's certificate, its outer listener with `edge`.
 */
export const serviceHeader = 'x-tertulia-service';

const outside = 'edge';
const anyone: Caller = { kind: 'anyone' };
const bearer = /^Bearer +([\w.~+/=-]+)$/;

/** Who calls, or a refusal, by the audience of the RPC. */
export async function identifyCaller(
  metadata: Metadata,
  policy: MethodPolicy,
  verifier: TokenVerifier,
): Promise<Caller> {
  switch (policy.audience) {
    case 'AUDIENCE_GUEST':
      return anyone;
    case 'AUDIENCE_SERVICES':
      return identifyService(metadata, policy);
    case 'AUDIENCE_ANYONE':
      return metadata.has('authorization') ? identifyMember(metadata, verifier) : anyone;
    case 'AUDIENCE_MEMBER':
      return identifyMember(metadata, verifier);
  }
}

function identifyService(metadata: Metadata, policy: MethodPolicy): Caller {
  const service = readService(metadata.get(serviceHeader) ?? '');
  const allowed = service !== undefined && service !== outside && policy.callers.includes(service);
  if (!allowed) throw new CallerNotAllowed();
  return { kind: 'service', service };
}

/** The name alone is what a caller in plaintext says of itself. */
function readService(value: string): string | undefined {
  return value.includes(':') ? nameOfSpiffeId(value) : value;
}

async function identifyMember(metadata: Metadata, verifier: TokenVerifier): Promise<Caller> {
  const values = metadata.getAll('authorization');
  if (values.length === 0) throw new TokenMissing();
  const token = values.length === 1 ? bearer.exec(String(values[0]))?.[1] : undefined;
  if (token === undefined) throw new TokenInvalid();
  const { accountId, sessionId } = await verifier.verify(token);
  return { kind: 'member', accountId, sessionId };
}
