import { createCallCounter } from './call-metrics.ts';

/** Counts calls that this process makes to other services, as they end for it: Envoy's own refusals included. */
export const countMeshCall = createCallCounter('client', 'callee');
