import { DomainError } from '../../kit/errors.ts';

/** The caller has no such notification, or may not see it now. */
export class NotificationNotFound extends DomainError {
  constructor() {
    super({ status: 'NOT_FOUND', reason: 'NOTIFICATION_NOT_FOUND', message: 'there is no such notification' });
  }
}

/** Nothing of that person waits for the caller. */
export class NotificationRequestNotFound extends DomainError {
  constructor() {
    super({
      status: 'NOT_FOUND',
      reason: 'NOTIFICATION_REQUEST_NOT_FOUND',
      message: 'there is no such notification request',
    });
  }
}
