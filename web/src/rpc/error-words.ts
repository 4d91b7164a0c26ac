import type { ErrorReason as CommentsReason } from '#gen/tertulia/comments/v1/error_reason.ts';
import type { ErrorReason as EventsReason } from '#gen/tertulia/events/v1/error_reason.ts';
import type { ErrorReason as MeshReason } from '#gen/tertulia/mesh/v1/error_reason.ts';
import type { ErrorReason as NotificationsReason } from '#gen/tertulia/notifications/v1/error_reason.ts';
import type { ErrorReason as PostsReason } from '#gen/tertulia/posts/v1/error_reason.ts';
import type { ErrorReason as ProfileReason } from '#gen/tertulia/profile/v1/error_reason.ts';
import { RpcError, type StatusName } from './rpc-error.ts';

type Names<Enum> = Exclude<keyof Enum, 'ERROR_REASON_UNSPECIFIED'>;
type Unprefixed<Name> = Name extends `ERROR_REASON_${infer Reason}` ? Reason : never;

/** Every reason of the contract, as it stands on the wire. */
export type Reason = Unprefixed<
  | Names<typeof CommentsReason>
  | Names<typeof EventsReason>
  | Names<typeof MeshReason>
  | Names<typeof NotificationsReason>
  | Names<typeof PostsReason>
  | Names<typeof ProfileReason>
>;

/** What a person is told for each reason. */
export const reasonWords: Record<Reason, string> = {
  INVALID_REQUEST: 'Something in what you entered needs a change.',
  INVALID_PAGE_TOKEN: 'This list has changed meanwhile. Reload it to go on.',
  REQUEST_ID_REUSED: 'This was sent before with other content. Please try once more.',
  TOKEN_MISSING: 'Please sign in first.',
  TOKEN_INVALID: 'Your session could not be confirmed. Please sign in again.',
  SESSION_ENDED: 'Your session has ended. Please sign in again.',
  CALLER_NOT_ALLOWED: 'This is not open to you.',
  RATE_LIMITED: 'Too many requests. Take a sip and try again in a moment.',
  INTERNAL: 'Something went wrong on our side. Please try again.',
  UNAVAILABLE: 'Tertulia is busy just now. Please try again in a moment.',
  ACCOUNT_NOT_FOUND: 'There is no such person here.',
  HANDLE_TAKEN: 'This handle is taken. Please choose another one.',
  CREDENTIALS_INVALID: 'The handle or the password is not right.',
  REFRESH_TOKEN_INVALID: 'Your session has ended. Please sign in again.',
  REFRESH_TOKEN_REUSED:
    'For your safety your session was ended, since it was used in two places. Please sign in again.',
  ETAG_MISMATCH: 'Your profile was changed elsewhere in the meantime. Look at it again and then save.',
  ACCOUNT_BLOCKED: 'You block this person. Unblock them first.',
  ACCOUNT_PRIVATE: 'This account is private. Who follows it can see this.',
  CIRCLE_NOT_FOUND: 'There is no such circle.',
  CIRCLE_LIMIT: 'You have as many circles as one can have. Delete one first.',
  CIRCLE_FULL: 'There is no room for so many people in this circle.',
  MUTED_TERM_LIMIT: 'You mute as many words as one can. Unmute one first.',
  SESSION_NOT_FOUND: 'This session has ended already.',
  POST_NOT_FOUND: 'There is no such post, or it is not meant for you.',
  AUTHOR_NOT_FOUND: 'There is no such person here.',
  COMMENT_NOT_FOUND: 'This comment is no longer here.',
  COMMENT_DELETED: 'This comment was deleted, so it cannot be answered.',
  NOTIFICATION_NOT_FOUND: 'This notification is no longer here.',
  POSITION_AHEAD_OF_LOG: 'Something went wrong on our side. Please try again.',
  LOG_REPLACED: 'Something went wrong on our side. Please try again.',
};

const statusWords: Partial<Record<StatusName, string>> = {
  UNAVAILABLE: reasonWords.UNAVAILABLE,
  DEADLINE_EXCEEDED: 'That took too long. Please try again.',
  RESOURCE_EXHAUSTED: reasonWords.RATE_LIMITED,
  UNAUTHENTICATED: reasonWords.TOKEN_MISSING,
  PERMISSION_DENIED: reasonWords.CALLER_NOT_ALLOWED,
  NOT_FOUND: 'This is not here, or it is not meant for you.',
  INVALID_ARGUMENT: reasonWords.INVALID_REQUEST,
};

const offlineWords = 'Tertulia cannot be reached. Is your device online?';

/** Says an error in words that a person understands. Never the text of a service: that is for developers. */
export function errorWords(error: unknown): string {
  if (!(error instanceof RpcError)) return reasonWords.INTERNAL;
  if (error.offline) return offlineWords;
  const words = reasonWords[error.reason as Reason] ?? statusWords[error.status] ?? reasonWords.INTERNAL;
  if (error.status !== 'RESOURCE_EXHAUSTED' || error.retryDelayMs === undefined) return words;
  const seconds = Math.max(1, Math.ceil(error.retryDelayMs / 1000));
  return `Too many requests. Please try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`;
}

/** What is said of one field of a form, by its name in the contract; undefined if the error is not about it. */
export function fieldWords(error: unknown, field: string): string | undefined {
  if (!(error instanceof RpcError)) return undefined;
  if (field === 'handle' && error.reason === 'HANDLE_TAKEN') return reasonWords.HANDLE_TAKEN;
  return error.violations.find((violation) => violation.field.split('.').at(-1) === field)?.description;
}
