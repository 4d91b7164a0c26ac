import type { PrincipalJson } from '#gen/envoy/envoy/config/rbac/v3/rbac_pb.js';
import type { HttpFilterJson } from '#gen/envoy/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager_pb.js';
import type { MethodPolicy } from '../../services/kit/policies.ts';
import { spiffeId } from '../../services/kit/tls/spiffe.ts';
import { pack } from '../api/pack.ts';
import { filterNames } from '../names.ts';

/** Lets nobody call: a route that does not say who may is closed. */
export const rbacFilter: HttpFilterJson = {
  name: filterNames.rbac,
  typedConfig: pack('envoy.extensions.filters.http.rbac.v3.RBAC', { rules: { action: 'ALLOW' } }),
};

/** A route's setting for an RPC: the callers that the contract names. What is for everyone is for every service. */
export function callersOf({ audience, callers }: MethodPolicy) {
  return audience === 'AUDIENCE_SERVICES' ? allow(callers.map(isService)) : anyService;
}

/** A route's setting where every service may call; the listener lets nobody else connect. */
export const anyService = allow([{ authenticated: {} }]);

/** By the certificate of the connection, and not by what the call says. */
function isService(name: string): PrincipalJson {
  return { authenticated: { principalName: { exact: spiffeId(name) } } };
}

function allow(principals: PrincipalJson[]) {
  return {
    [filterNames.rbac]: pack('envoy.extensions.filters.http.rbac.v3.RBACPerRoute', {
      rbac: { rules: { action: 'ALLOW', policies: { callers: { permissions: [{ any: true }], principals } } } },
    }),
  };
}
