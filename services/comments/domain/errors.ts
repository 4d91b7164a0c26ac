import { DomainError } from '../../kit/errors.ts';

/** There is no such post, or the caller may not see it. */
export class PostNotFound extends DomainError {
  constructor() {
    super({ status: 'NOT_FOUND', reason: 'POST_NOT_FOUND', message: 'there is no such post' });
  }
}

/** There is no such comment, or the caller may not see it, or not delete it. */
export class CommentNotFound extends DomainError {
  constructor() {
    super({ status: 'NOT_FOUND', reason: 'COMMENT_NOT_FOUND', message: 'there is no such comment' });
  }
}

/** The comment was deleted; only its tombstone stands. */
export class CommentIsDeleted extends DomainError {
  constructor() {
    super({ status: 'FAILED_PRECONDITION', reason: 'COMMENT_DELETED', message: 'the comment was deleted' });
  }
}
