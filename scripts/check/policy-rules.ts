/** A google.protobuf.Duration as @grpc/proto-loader gives it. */
interface Duration {
  seconds?: number | string;
  nanos?: number;
}

/** A tertulia.mesh.v1.Policy as @grpc/proto-loader gives it: absent where the contract says nothing. */
export interface PolicyOption {
  audience?: string;
  callers?: readonly string[];
  timeout?: Duration;
  stream_idle_timeout?: Duration;
  rate_limit?: { requests?: number; per?: Duration; scope?: string };
  stream_limit?: { per_account?: number; per_address?: number };
  importance?: string;
}

/** What the policy rules look at in one RPC. */
export interface RpcFacts {
  /** Where a person finds it: `tertulia.posts.v1.PostService.CreatePost`. */
  name: string;
  clientStream: boolean;
  serverStream: boolean;
  /** `NO_SIDE_EFFECTS`, `IDEMPOTENT` or `IDEMPOTENCY_UNKNOWN`. */
  idempotencyLevel: string;
  policy: PolicyOption | undefined;
  /** The fields of the request: name to type (`TYPE_STRING`). */
  requestFields: ReadonlyMap<string, string>;
}

/** Every rule that one RPC breaks, each as a sentence that says what to add or take away. */
export function policyViolations(rpc: RpcFacts): string[] {
  const policy =
    rpc.policy === undefined
      ? ['has no policy: add option (tertulia.mesh.v1.policy) = { audience: … timeout: {seconds: …} }']
      : [
          ...audienceViolations(rpc.policy),
          ...timeViolations(rpc, rpc.policy),
          ...rateViolations(rpc, rpc.policy),
          ...streamViolations(rpc, rpc.policy),
        ];
  return [...policy, ...idempotencyViolations(rpc)];
}

function audienceViolations({ audience, callers = [] }: PolicyOption): string[] {
  if (audience === undefined || audience === 'AUDIENCE_UNSPECIFIED') {
    return ['has a policy without an audience: add audience: AUDIENCE_MEMBER (or another that is meant)'];
  }
  if (audience === 'AUDIENCE_SERVICES') {
    return callers.length > 0 ? [] : ['is for AUDIENCE_SERVICES but names no caller: add callers: ["…"]'];
  }
  return callers.length > 0
    ? [`names callers but is for ${audience}: take callers away, or use AUDIENCE_SERVICES`]
    : [];
}

function timeViolations(rpc: RpcFacts, policy: PolicyOption): string[] {
  if (rpc.serverStream) {
    return policy.timeout === undefined
      ? []
      : ['is a stream with a timeout: use stream_idle_timeout, since a stream ends by being idle only'];
  }
  const violations: string[] = [];
  if (inSeconds(policy.timeout) <= 0) violations.push('has no timeout: add timeout: {seconds: …}');
  if (policy.stream_idle_timeout !== undefined) {
    violations.push('is no stream: take stream_idle_timeout away');
  }
  return violations;
}

function rateViolations({ idempotencyLevel }: RpcFacts, { audience, rate_limit: limit }: PolicyOption): string[] {
  if (limit === undefined) {
    return idempotencyLevel === 'NO_SIDE_EFFECTS' || audience === 'AUDIENCE_SERVICES'
      ? []
      : ['may change something without limit: add rate_limit: {requests: … per: {seconds: …} scope: …}'];
  }
  const violations: string[] = [];
  if (audience === 'AUDIENCE_SERVICES') violations.push('is for services, which are not counted: take rate_limit away');
  if (audience === 'AUDIENCE_GUEST' && limit.scope === 'SCOPE_USER') {
    violations.push('knows no account to count by: use scope: SCOPE_ADDRESS');
  }
  if ((limit.requests ?? 0) < 1) violations.push('has a rate_limit that allows nothing: add requests: …');
  if (inSeconds(limit.per) < 1) violations.push('has a rate_limit per less than a second: add per: {seconds: …}');
  if (limit.scope === undefined || limit.scope === 'SCOPE_UNSPECIFIED') {
    violations.push('has a rate_limit without a scope: add scope: SCOPE_USER or SCOPE_ADDRESS');
  }
  return violations;
}

function streamViolations(
  { serverStream }: RpcFacts,
  { audience, importance, stream_limit: limit }: PolicyOption,
): string[] {
  if (!serverStream) return limit === undefined ? [] : ['is no stream: take stream_limit away'];
  const shed = importance === undefined ? [] : ['is a stream, which overload does not shed: take importance away'];
  return [...shed, ...limitViolations(audience, limit)];
}

function limitViolations(audience: string | undefined, limit: PolicyOption['stream_limit']): string[] {
  if (audience === 'AUDIENCE_SERVICES') {
    return limit === undefined ? [] : ['is for services, whose streams are not counted: take stream_limit away'];
  }
  if (limit === undefined) {
    return ['is a stream without limit: add stream_limit: {per_account: … per_address: …}'];
  }
  const { per_account: perAccount = 0, per_address: perAddress = 0 } = limit;
  const violations: string[] = [];
  if (perAccount < 1) violations.push('has a stream_limit that allows no account one: add per_account: …');
  if (perAddress < perAccount) violations.push('has a stream_limit per_address below that per_account: raise it');
  return violations;
}

function idempotencyViolations(rpc: RpcFacts): string[] {
  const violations = rpc.clientStream ? ['streams from the client: only server streams pass gRPC-Web'] : [];
  const requestId = rpc.requestFields.get('request_id');
  if (rpc.idempotencyLevel === 'NO_SIDE_EFFECTS') {
    if (requestId !== undefined) violations.push('only reads: take request_id out of its request');
    return violations;
  }
  if (requestId === undefined) {
    violations.push(
      'may change something, and its request has no request_id: add string request_id, or idempotency_level = NO_SIDE_EFFECTS',
    );
  } else if (requestId !== 'TYPE_STRING') {
    violations.push('has a request_id that is no string');
  }
  if (rpc.idempotencyLevel !== 'IDEMPOTENT') {
    violations.push('does not say whether it can be retried: add option idempotency_level = IDEMPOTENT');
  }
  return violations;
}

function inSeconds(duration: Duration | undefined): number {
  return Number(duration?.seconds ?? 0) + (duration?.nanos ?? 0) / 1e9;
}
