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

/** Its author lets only some comment on a post. */
export class CommentsRestricted extends DomainError {
  constructor() {
    const message = 'the author of the post does not let the caller comment';
    super({ status: 'PERMISSION_DENIED', reason: 'COMMENTS_RESTRICTED', message });
  }
}

/** Nobody but the post's author comments in the thread. */
export class ThreadLocked extends DomainError {
  constructor() {
    super({ status: 'FAILED_PRECONDITION', reason: 'THREAD_LOCKED', message: 'the thread is locked' });
  }
}

/** Only the post's author may do this. */
export class NotPostAuthor extends DomainError {
  constructor() {
    const message = 'only the author of the post may do this';
    super({ status: 'PERMISSION_DENIED', reason: 'NOT_POST_AUTHOR', message });
  }
}

/** The comment waits for approval. */
export class CommentIsHeld extends DomainError {
  constructor() {
    super({ status: 'FAILED_PRECONDITION', reason: 'COMMENT_HELD', message: 'the comment waits for approval' });
  }
}

/** The comment does not wait for approval. */
export class CommentIsNotHeld extends DomainError {
  constructor() {
    const message = 'the comment does not wait for approval';
    super({ status: 'FAILED_PRECONDITION', reason: 'COMMENT_NOT_HELD', message });
  }
}

/** There is no such account, or its owner blocks the caller. */
export class AuthorNotFound extends DomainError {
  constructor() {
    super({ status: 'NOT_FOUND', reason: 'AUTHOR_NOT_FOUND', message: 'there is no such account' });
  }
}
