import { DomainError } from '../../kit/errors.ts';

/** There is no such post, or the caller may not see it, or not delete it. */
export class PostNotFound extends DomainError {
  constructor() {
    super({ status: 'NOT_FOUND', reason: 'POST_NOT_FOUND', message: 'there is no such post' });
  }
}

/** There is no such author, or the caller may not know of them. */
export class AuthorNotFound extends DomainError {
  constructor() {
    super({ status: 'NOT_FOUND', reason: 'AUTHOR_NOT_FOUND', message: 'there is no such author' });
  }
}

/** There is no such circle of the caller's. */
export class CircleNotFound extends DomainError {
  constructor() {
    super({ status: 'INVALID_ARGUMENT', reason: 'CIRCLE_NOT_FOUND', message: 'there is no such circle of yours' });
  }
}

/** The post was changed since the caller read it. */
export class EtagMismatch extends DomainError {
  constructor() {
    super({ status: 'ABORTED', reason: 'ETAG_MISMATCH', message: 'the post was changed in between: read it again' });
  }
}

/** The post is not for everybody. */
export class PostNotShareable extends DomainError {
  constructor() {
    super({
      status: 'FAILED_PRECONDITION',
      reason: 'POST_NOT_SHAREABLE',
      message: 'the post is not for everybody, so it cannot be reposted or quoted',
    });
  }
}

/** As many posts as can be are pinned. */
export class TooManyPins extends DomainError {
  constructor() {
    super({ status: 'FAILED_PRECONDITION', reason: 'TOO_MANY_PINS', message: 'unpin another post first' });
  }
}

/** As many hashtags as can be are followed. */
export class TooManyHashtags extends DomainError {
  constructor() {
    super({ status: 'FAILED_PRECONDITION', reason: 'TOO_MANY_HASHTAGS', message: 'unfollow another hashtag first' });
  }
}
