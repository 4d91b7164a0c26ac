import { createHash } from 'node:crypto';
import type { AnyJson } from '#gen/envoy/google/protobuf/any_pb.js';

/** What a watched file holds, in the form that a control plane would answer in (DiscoveryResponse). */
export interface ResourceFile {
  /** Of the content. Envoy shows it as `version_text` once the content is in force. */
  readonly versionInfo: string;
  readonly resources: readonly AnyJson[];
}

/** The same resources have the same version, whenever and by whomever they are written. */
export function resourceFile(resources: readonly AnyJson[]): ResourceFile {
  const versionInfo = createHash('sha256').update(JSON.stringify(resources)).digest('hex').slice(0, 16);
  return { versionInfo, resources };
}
