import type { Status } from 'nice-grpc';

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

/** One field at fault. */
export interface Violation {
  /** The path in proto's names: `update_mask.paths[0]`. */
  field: string;
  description: string;
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
