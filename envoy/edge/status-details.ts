import { BinaryWriter } from '@bufbuild/protobuf/wire';
import { Any, ErrorInfo } from 'nice-grpc-error-details';

/**
 * The header `grpc-status-details-bin`: a google.rpc.Status with a google.rpc.ErrorInfo, in base64.
 * Source: https://github.com/googleapis/googleapis/blob/master/google/rpc/status.proto
 */
export function encodeStatusDetails(code: number, reason: string, message: string): string {
  const info = ErrorInfo.encode(ErrorInfo.fromPartial({ reason, domain: 'tertulia' })).finish();
  const detail = Any.encode({
    $type: Any.$type,
    typeUrl: `type.googleapis.com/${ErrorInfo.$type}`,
    value: info,
  }).finish();
  const status = new BinaryWriter().uint32(8).int32(code).uint32(18).string(message).uint32(26).bytes(detail);
  return Buffer.from(status.finish()).toString('base64');
}
