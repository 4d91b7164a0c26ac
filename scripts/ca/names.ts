import { topology } from '../../envoy/topology.ts';
import { gatewayName } from '../../services/kit/tls/spiffe.ts';

/** Every process that has a certificate. */
export const certifiedNames: readonly string[] = [...topology.map(({ name }) => name), gatewayName, 'web'];
