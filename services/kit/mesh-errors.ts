import { DomainError } from './errors.ts';
import type { StatusDetails } from './status-details.ts';

// The reasons of tertulia.mesh.v1.ErrorReason that the kit itself gives.

/** The RPC needs an access token, and there is none. */
export class TokenMissing extends DomainError {
  constructor() {
    super({ status: 'UNAUTHENTICATED', reason: 'TOKEN_MISSING', message: 'this call needs an access token' });
  }
}

/** The access token is expired, forged, or not one of ours; which of these is not told. */
export class TokenInvalid extends DomainError {
  constructor() {
    super({ status: 'UNAUTHENTICATED', reason: 'TOKEN_INVALID', message: 'the access token is not valid' });
  }
}

/** The session of the access token has ended. */
export class SessionHasEnded extends DomainError {
  constructor() {
    super({ status: 'UNAUTHENTICATED', reason: 'SESSION_ENDED', message: 'the session has ended' });
  }
}

/** The calling service is not among the RPC's callers. */
export class CallerNotAllowed extends DomainError {
  constructor() {
    super({ status: 'PERMISSION_DENIED', reason: 'CALLER_NOT_ALLOWED', message: 'only some services may call this' });
  }
}

/** The page token is not one of this list. */
export class InvalidPageToken extends DomainError {
  constructor() {
    super({ status: 'INVALID_ARGUMENT', reason: 'INVALID_PAGE_TOKEN', message: 'the page token is not of this list' });
  }
}

/** The caller calls too often. */
export class RateLimited extends DomainError {
  /** `waitMs`: after how long a call is allowed again. */
  constructor(waitMs: number) {
    super({
      status: 'RESOURCE_EXHAUSTED',
      reason: 'RATE_LIMITED',
      message: 'too many calls: try again later',
      retryDelayMs: Math.ceil(waitMs),
    });
  }
}

/** Whoever calls has as many streams open as one may have. */
export class TooManyStreams extends DomainError {
  constructor() {
    super({
      status: 'RESOURCE_EXHAUSTED',
      reason: 'TOO_MANY_STREAMS',
      message: 'too many streams are open: end one of them, or try again later',
      retryDelayMs: 10_000,
    });
  }
}

/** The service is stopping, or something it needs is down. */
export class Unavailable extends DomainError {
  constructor(message = 'the service is not available') {
    super({ status: 'UNAVAILABLE', reason: 'UNAVAILABLE', message });
  }
}

/** A service that this call must ask did not answer in time. */
export class CalleeLate extends DomainError {
  constructor(message = 'a service that must be asked did not answer in time') {
    super({ status: 'DEADLINE_EXCEEDED', reason: 'UNAVAILABLE', message });
  }
}

/** What a call is refused with, by a service or by the gateway, when more is asked than can be done. */
export const overloaded = {
  reason: 'OVERLOADED',
  message: 'too much is asked just now: try again later',
  retrySeconds: 1,
} satisfies StatusDetails;

/** A service that this call must ask has more to do than it can. */
export class Overloaded extends DomainError {
  constructor() {
    super({
      status: 'RESOURCE_EXHAUSTED',
      reason: overloaded.reason,
      message: overloaded.message,
      retryDelayMs: overloaded.retrySeconds * 1000,
    });
  }
}
