import { DomainError } from '../../kit/errors.ts';

/** There is no such account, or the caller may not know of it: the two are told alike. */
export class AccountNotFound extends DomainError {
  constructor() {
    super({ status: 'NOT_FOUND', reason: 'ACCOUNT_NOT_FOUND', message: 'there is no such account' });
  }
}

/** The handle belongs, or belonged, to another account. */
export class HandleTaken extends DomainError {
  constructor() {
    super({ status: 'ALREADY_EXISTS', reason: 'HANDLE_TAKEN', message: 'the handle is taken' });
  }
}

/** No account has this handle and password. */
export class CredentialsInvalid extends DomainError {
  constructor() {
    super({ status: 'UNAUTHENTICATED', reason: 'CREDENTIALS_INVALID', message: 'the handle or the password is wrong' });
  }
}

/** There is no refresh cookie of a live session. */
export class RefreshTokenInvalid extends DomainError {
  constructor() {
    super({
      status: 'UNAUTHENTICATED',
      reason: 'REFRESH_TOKEN_INVALID',
      message: 'there is no refresh cookie of a live session',
    });
  }
}

/** The refresh cookie was used before, so two parties hold it. */
export class RefreshTokenReused extends DomainError {
  constructor() {
    super({
      status: 'UNAUTHENTICATED',
      reason: 'REFRESH_TOKEN_REUSED',
      message: 'the refresh cookie was used before: its session has been ended',
    });
  }
}

/** Somebody else changed the profile in between. */
export class EtagMismatch extends DomainError {
  constructor() {
    super({ status: 'ABORTED', reason: 'ETAG_MISMATCH', message: 'the profile has changed: read it again' });
  }
}

/** The account is private: its lists are for its followers. */
export class AccountPrivate extends DomainError {
  constructor() {
    super({ status: 'PERMISSION_DENIED', reason: 'ACCOUNT_PRIVATE', message: 'this account is private' });
  }
}

/** The caller has no such session, or it has ended: the two are told alike. */
export class SessionNotFound extends DomainError {
  constructor() {
    super({ status: 'NOT_FOUND', reason: 'SESSION_NOT_FOUND', message: 'you have no such session' });
  }
}

/** There is no such circle, or it is not the caller's: the two are told alike. */
export class CircleNotFound extends DomainError {
  constructor() {
    super({ status: 'NOT_FOUND', reason: 'CIRCLE_NOT_FOUND', message: 'you have no such circle' });
  }
}

/** The account has as many circles as one can have. */
export class CircleLimit extends DomainError {
  constructor() {
    super({ status: 'FAILED_PRECONDITION', reason: 'CIRCLE_LIMIT', message: 'you have too many circles' });
  }
}

/** The circle would have more members than it can. */
export class CircleFull extends DomainError {
  constructor() {
    super({ status: 'FAILED_PRECONDITION', reason: 'CIRCLE_FULL', message: 'the circle has no room for so many' });
  }
}

/** The account mutes as many words and hashtags as one can. */
export class MutedTermLimit extends DomainError {
  constructor() {
    super({ status: 'FAILED_PRECONDITION', reason: 'MUTED_TERM_LIMIT', message: 'you mute too many terms' });
  }
}

/** The caller blocks the account, so can neither follow nor mute it. */
export class AccountBlocked extends DomainError {
  constructor() {
    super({ status: 'FAILED_PRECONDITION', reason: 'ACCOUNT_BLOCKED', message: 'you block this account' });
  }
}
