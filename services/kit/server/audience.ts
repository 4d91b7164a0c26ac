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

/** Which service a value of that header names, if any. */
export type ReadService = (header: string) => string | undefined;

/** As a certificate has it, by trust domain and name: a bare name, or the same name of another mesh, is nobody. */
export const readCertified: ReadService = nameOfSpiffeId;

/** Where nobody has a certificate, also the name that a caller gives itself. */
export const readClaimed: ReadService = (header) => (header.includes(':') ? nameOfSpiffeId(header) : header);

const anyone: Caller = { kind: 'anyone' };
const bearer = /^Bearer +([\w.~+/=-]+)$/;

/** Who calls, or a refusal, by the audience of the RPC. */
export async function identifyCaller(
  metadata: Metadata,
  policy: MethodPolicy,
  { verifier, readService }: { verifier: TokenVerifier; readService: ReadService },
): Promise<Caller> {
  switch (policy.audience) {
    case 'AUDIENCE_GUEST':
      return anyone;
    case 'AUDIENCE_SERVICES':
      return identifyService(metadata, policy, readService);
    case 'AUDIENCE_ANYONE':
      return metadata.has('authorization') ? identifyMember(metadata, verifier) : anyone;
    case 'AUDIENCE_MEMBER':
      return identifyMember(metadata, verifier);
  }
}

function identifyService(metadata: Metadata, policy: MethodPolicy, readService: ReadService): Caller {
  const service = readService(metadata.get(serviceHeader) ?? '');
  const allowed = service !== undefined && service !== outside && policy.callers.includes(service);
  if (!allowed) throw new CallerNotAllowed();
  return { kind: 'service', service };
}

async function identifyMember(metadata: Metadata, verifier: TokenVerifier): Promise<Caller> {
  const values = metadata.getAll('authorization');
  if (values.length === 0) throw new TokenMissing();
  const token = values.length === 1 ? bearer.exec(String(values[0]))?.[1] : undefined;
  if (token === undefined) throw new TokenInvalid();
  const { accountId, sessionId } = await verifier.verify(token);
  return { kind: 'member', accountId, sessionId };
}
