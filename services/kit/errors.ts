import type { Status } from 'nice-grpc';
import type { ViolationReason as Reasons } from '#gen/tertulia/mesh/v1/violation_reason.ts';

/** A gRPC status by name, `OK` excepted. */
export type StatusName = Exclude<keyof typeof Status, 'OK'>;

export interface DomainErrorOptions {
  /** `NOT_FOUND` */
  status: StatusName;
  /** A name of one of the contract's ErrorReason enums, without the prefix: `POST_NOT_FOUND`. */
  reason: string;
  /** For developers. It must not tell whether a thing exists that the caller may not see. */
  message: string;
  metadata?: Record<string, string>;
  /** When the call may be made again. */
  retryDelayMs?: number;
}

/** An error that the caller is meant to see. It becomes a status with google.rpc.ErrorInfo; any other error becomes INTERNAL. */
export class DomainError extends Error {
  readonly status: StatusName;
  readonly reason: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly retryDelayMs: number | undefined;

  constructor({ status, reason, message, metadata = {}, retryDelayMs }: DomainErrorOptions) {
    super(message);
    this.name = new.target.name;
    this.status = status;
    this.reason = reason;
    this.metadata = metadata;
    this.retryDelayMs = retryDelayMs;
  }
}

/** Why a field is at fault: a name of the contract's ViolationReason, without the prefix: `TOO_LONG`. */
export type ViolationReason = keyof typeof Reasons extends `VIOLATION_REASON_${infer Reason}` ? Reason : never;

/** One field at fault. */
export interface Violation {
  /** The path in proto's names: `update_mask.paths[0]`. */
  field: string;
  /** For developers. */
  description: string;
  /** Default: none of the contract's says it. */
  reason?: ViolationReason | undefined;
}

/** INVALID_ARGUMENT, INVALID_REQUEST: names every field at fault (google.rpc.BadRequest). */
export class InvalidRequest extends DomainError {
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[]) {
    const text = violations.map(({ field, description }) => (field === '' ? description : `${field}: ${description}`));
    super({ status: 'INVALID_ARGUMENT', reason: 'INVALID_REQUEST', message: `invalid request: ${text.join('; ')}` });
    this.violations = violations;
  }
}
