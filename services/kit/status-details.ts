import { BinaryWriter } from '@bufbuild/protobuf/wire';
import {
  Any,
  BadRequest,
  type ErrorDetails,
  ErrorInfo,
  RetryInfo,
  type RichServerError,
} from 'nice-grpc-error-details';
import type { Violation } from './errors.ts';

/** What an error is, beside its status. */
export interface StatusDetails {
  /** The contract's, without its prefix: `RATE_LIMITED`. */
  readonly reason: string;
  /** For developers. */
  readonly message: string;
  /** When the call may be made again. Default: it is not said. */
  readonly retrySeconds?: number | undefined;
}

/**
 * What `grpc-status-details-bin` holds: a google.rpc.Status with a google.rpc.ErrorInfo, and with a google.rpc.RetryInfo
 * where it is known when to call again. For refusals that are made once, and sent again and again.
 * Source: https://github.com/googleapis/googleapis/blob/master/google/rpc/status.proto
 */
export function encodeStatusDetails(code: number, { reason, message, retrySeconds }: StatusDetails): Uint8Array {
  const status = new BinaryWriter().uint32(8).int32(code).uint32(18).string(message);
  const info = ErrorInfo.fromPartial({ reason, domain: 'tertulia' });
  status.uint32(26).bytes(encodeAny(ErrorInfo.$type, ErrorInfo.encode(info).finish()));
  if (retrySeconds !== undefined) {
    const retry = RetryInfo.fromPartial({ retryDelay: { seconds: retrySeconds } });
    status.uint32(26).bytes(encodeAny(RetryInfo.$type, RetryInfo.encode(retry).finish()));
  }
  return status.finish();
}

/** What `grpc-status-details-bin` holds of an error that the services make. */
export function encodeRichError({ code, details, extra }: RichServerError): Uint8Array {
  const status = new BinaryWriter().uint32(8).int32(code).uint32(18).string(details);
  for (const detail of extra) status.uint32(26).bytes(Any.encode(packDetail(detail)).finish());
  return status.finish();
}

function packDetail(detail: ErrorDetails): Any {
  switch (detail.$type) {
    case Any.$type:
      return detail as Any;
    case ErrorInfo.$type:
      return toAny(ErrorInfo.$type, ErrorInfo.encode(detail as ErrorInfo).finish());
    case RetryInfo.$type:
      return toAny(RetryInfo.$type, RetryInfo.encode(detail as RetryInfo).finish());
    default:
      throw new Error(`no error of the services has details of ${detail.$type}`);
  }
}

/**
 * A google.rpc.BadRequest with the reasons of its violations, which the library's does not know.
 * Source: https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto
 */
export function encodeBadRequest(violations: readonly Violation[]): Any {
  const message = new BinaryWriter();
  for (const { field, description, reason = '' } of violations) {
    const violation = message.uint32(10).fork().uint32(10).string(field).uint32(18).string(description);
    violation.uint32(26).string(reason).join();
  }
  return toAny(BadRequest.$type, message.finish());
}

function encodeAny(type: string, value: Uint8Array): Uint8Array {
  return Any.encode(toAny(type, value)).finish();
}

function toAny(type: string, value: Uint8Array): Any {
  return { $type: Any.$type, typeUrl: `type.googleapis.com/${type}`, value };
}
