import type { OutlierDetectionJson } from '#gen/envoy/envoy/config/cluster/v3/outlier_detection_pb.js';

const never = 0;

/**
 * Leaves a replica out for a while that could not be connected to several times in a row, before its health check
 * tells. Half of the replicas stay, so also the last one: calling it may succeed, calling nobody cannot.
 *
 * What a replica answers is no reason. Envoy takes UNAVAILABLE and DEADLINE_EXCEEDED for failures of a gateway, but
 * callers with short deadlines, or a third service that is down, bring these about at every replica alike.
 */
export const outlierDetection: OutlierDetectionJson = {
  splitExternalLocalOriginErrors: true,
  consecutiveLocalOriginFailure: 5,
  enforcingConsecutiveLocalOriginFailure: 100,
  enforcingConsecutiveGatewayFailure: never,
  enforcingConsecutive5xx: never,
  enforcingSuccessRate: never,
  enforcingLocalOriginSuccessRate: never,
  interval: '1s',
  baseEjectionTime: '2s',
  maxEjectionTime: '30s',
  maxEjectionPercent: 50,
};
