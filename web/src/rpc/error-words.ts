import type { ErrorReason as CommentsReason } from '#gen/tertulia/comments/v1/error_reason.ts';
import type { ErrorReason as EventsReason } from '#gen/tertulia/events/v1/error_reason.ts';
import type { ErrorReason as MeshReason } from '#gen/tertulia/mesh/v1/error_reason.ts';
import type { ViolationReason as ViolationReasons } from '#gen/tertulia/mesh/v1/violation_reason.ts';
import type { ErrorReason as NotificationsReason } from '#gen/tertulia/notifications/v1/error_reason.ts';
import type { ErrorReason as PostsReason } from '#gen/tertulia/posts/v1/error_reason.ts';
import type { ErrorReason as ProfileReason } from '#gen/tertulia/profile/v1/error_reason.ts';
import { inLanguages } from '../language/in-languages.ts';
import { RpcError, type StatusName } from './rpc-error.ts';

type Names<Enum> = Exclude<keyof Enum, 'ERROR_REASON_UNSPECIFIED'>;
type Unprefixed<Name> = Name extends `ERROR_REASON_${infer Reason}` ? Reason : never;
type Violated<Name> = Name extends `VIOLATION_REASON_${infer Reason}` ? Exclude<Reason, 'UNSPECIFIED'> : never;

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
export const reasonWords = inLanguages<Record<Reason, string>>({
  en: {
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
    OVERLOADED: 'Many people are here just now. Please try again in a moment.',
    TOO_MANY_STREAMS: 'Tertulia is open in too many places. Close some of them.',
    REQUEST_TOO_LARGE: 'This is too long to be sent.',
    ACCOUNT_NOT_FOUND: 'There is no such person here.',
    HANDLE_TAKEN: 'This handle is taken. Please choose another one.',
    CREDENTIALS_INVALID: 'The handle or the password is not right.',
    REFRESH_TOKEN_INVALID: 'Your session has ended. Please sign in again.',
    REFRESH_TOKEN_REUSED:
      'For your safety your session was ended, since it was used in two places. Please sign in again.',
    ETAG_MISMATCH: 'This was changed elsewhere in the meantime. Look at it again and then save.',
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
    COMMENTS_RESTRICTED: 'The author lets only some people comment here.',
    COMMENT_HELD: 'This comment still waits for the author of the post.',
    COMMENT_NOT_HELD: 'This comment does not wait any more.',
    NOT_POST_AUTHOR: 'Only the author of the post may do this.',
    THREAD_LOCKED: 'The author has closed this conversation.',
    POST_NOT_SHAREABLE: 'This post is not for everybody, so it cannot be shared.',
    TOO_MANY_PINS: 'You have pinned as many posts as one can. Unpin one first.',
    TOO_MANY_HASHTAGS: 'You follow as many hashtags as one can. Unfollow one first.',
    NOTIFICATION_NOT_FOUND: 'This notification is no longer here.',
    NOTIFICATION_REQUEST_NOT_FOUND: 'Nothing of this person waits for you any more.',
    POSITION_AHEAD_OF_LOG: 'Something went wrong on our side. Please try again.',
    LOG_REPLACED: 'Something went wrong on our side. Please try again.',
  },
  es: {
    INVALID_REQUEST: 'Algo de lo que escribiste necesita un cambio.',
    INVALID_PAGE_TOKEN: 'Esta lista ha cambiado mientras tanto. Recárgala para seguir.',
    REQUEST_ID_REUSED: 'Esto ya se envió con otro contenido. Inténtalo una vez más.',
    TOKEN_MISSING: 'Entra primero, por favor.',
    TOKEN_INVALID: 'No se pudo confirmar tu sesión. Entra de nuevo, por favor.',
    SESSION_ENDED: 'Tu sesión ha terminado. Entra de nuevo, por favor.',
    CALLER_NOT_ALLOWED: 'Esto no está abierto para ti.',
    RATE_LIMITED: 'Demasiadas peticiones. Toma un sorbo e inténtalo en un momento.',
    INTERNAL: 'Algo ha fallado por nuestra parte. Inténtalo de nuevo.',
    UNAVAILABLE: 'Tertulia está ocupada ahora mismo. Inténtalo en un momento.',
    OVERLOADED: 'Hay mucha gente ahora mismo. Inténtalo en un momento.',
    TOO_MANY_STREAMS: 'Tertulia está abierta en demasiados sitios. Cierra alguno.',
    REQUEST_TOO_LARGE: 'Esto es demasiado largo para enviarlo.',
    ACCOUNT_NOT_FOUND: 'Aquí no hay nadie con ese nombre.',
    HANDLE_TAKEN: 'Este usuario ya está cogido. Elige otro.',
    CREDENTIALS_INVALID: 'El usuario o la contraseña no son correctos.',
    REFRESH_TOKEN_INVALID: 'Tu sesión ha terminado. Entra de nuevo, por favor.',
    REFRESH_TOKEN_REUSED:
      'Por tu seguridad tu sesión se cerró, porque se usaba en dos sitios. Entra de nuevo, por favor.',
    ETAG_MISMATCH: 'Esto se cambió en otro sitio mientras tanto. Míralo de nuevo y guarda después.',
    ACCOUNT_BLOCKED: 'Bloqueas a esta persona. Desbloquéala primero.',
    ACCOUNT_PRIVATE: 'Esta cuenta es privada. La ve quien la sigue.',
    CIRCLE_NOT_FOUND: 'No existe ese círculo.',
    CIRCLE_LIMIT: 'Ya tienes todos los círculos que se pueden tener. Elimina uno antes.',
    CIRCLE_FULL: 'En este círculo no cabe tanta gente.',
    MUTED_TERM_LIMIT: 'Ya silencias todas las palabras que se pueden silenciar. Quita una antes.',
    SESSION_NOT_FOUND: 'Esta sesión ya había terminado.',
    POST_NOT_FOUND: 'No existe esa publicación o no es para ti.',
    AUTHOR_NOT_FOUND: 'Aquí no hay nadie con ese nombre.',
    COMMENT_NOT_FOUND: 'Este comentario ya no está aquí.',
    COMMENT_DELETED: 'Este comentario se eliminó, así que no se le puede responder.',
    COMMENTS_RESTRICTED: 'El autor deja comentar aquí solo a algunas personas.',
    COMMENT_HELD: 'Este comentario aún espera al autor de la publicación.',
    COMMENT_NOT_HELD: 'Este comentario ya no espera.',
    NOT_POST_AUTHOR: 'Esto solo puede hacerlo el autor de la publicación.',
    THREAD_LOCKED: 'El autor ha cerrado esta conversación.',
    POST_NOT_SHAREABLE: 'Esta publicación no es para todo el mundo, así que no se puede compartir.',
    TOO_MANY_PINS: 'Ya has fijado todas las publicaciones que se pueden fijar. Quita una antes.',
    TOO_MANY_HASHTAGS: 'Ya sigues todas las etiquetas que se pueden seguir. Deja una antes.',
    NOTIFICATION_NOT_FOUND: 'Esta notificación ya no está aquí.',
    NOTIFICATION_REQUEST_NOT_FOUND: 'Ya no te espera nada de esta persona.',
    POSITION_AHEAD_OF_LOG: 'Algo ha fallado por nuestra parte. Inténtalo de nuevo.',
    LOG_REPLACED: 'Algo ha fallado por nuestra parte. Inténtalo de nuevo.',
  },
});

/** Every reason of a violation, as it stands on the wire. */
export type ViolationReason = Violated<keyof typeof ViolationReasons>;

/** What a person is told of a field at fault. */
export const violationWords = inLanguages<Record<ViolationReason, (limits: Limits) => string>>({
  en: {
    REQUIRED: () => 'Please fill this in.',
    TOO_SHORT: ({ min }) => (min === undefined ? 'This is too short.' : `This has fewer than ${min} characters.`),
    TOO_LONG: ({ max }) => (max === undefined ? 'This is too long.' : `This has more than ${max} characters.`),
    INVALID_FORMAT: () => 'This has something in it that cannot be there.',
    OUT_OF_RANGE: () => 'This is too little or too much.',
  },
  es: {
    REQUIRED: () => 'Escribe algo aquí.',
    TOO_SHORT: ({ min }) => (min === undefined ? 'Es demasiado corto.' : `Tiene menos de ${min} caracteres.`),
    TOO_LONG: ({ max }) => (max === undefined ? 'Es demasiado largo.' : `Tiene más de ${max} caracteres.`),
    INVALID_FORMAT: () => 'Tiene algo que no puede estar aquí.',
    OUT_OF_RANGE: () => 'Es demasiado poco o demasiado.',
  },
});

const otherWords = inLanguages({
  en: {
    late: 'That took too long. Please try again.',
    missing: 'This is not here, or it is not meant for you.',
    offline: 'Tertulia cannot be reached. Is your device online?',
    wait: (seconds: number) =>
      `Too many requests. Please try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
  },
  es: {
    late: 'Ha tardado demasiado. Inténtalo de nuevo.',
    missing: 'Esto no está aquí o no es para ti.',
    offline: 'No se puede llegar a Tertulia. ¿Tienes conexión?',
    wait: (seconds) =>
      `Demasiadas peticiones. Inténtalo de nuevo en ${seconds === 1 ? 'un segundo' : `${seconds} segundos`}.`,
  },
});

function statusWords(status: StatusName): string | undefined {
  switch (status) {
    case 'UNAVAILABLE':
      return reasonWords.UNAVAILABLE;
    case 'DEADLINE_EXCEEDED':
      return otherWords.late;
    case 'RESOURCE_EXHAUSTED':
      return reasonWords.RATE_LIMITED;
    case 'UNAUTHENTICATED':
      return reasonWords.TOKEN_MISSING;
    case 'PERMISSION_DENIED':
      return reasonWords.CALLER_NOT_ALLOWED;
    case 'NOT_FOUND':
      return otherWords.missing;
    case 'INVALID_ARGUMENT':
      return reasonWords.INVALID_REQUEST;
    default:
      return undefined;
  }
}

/** Says an error in words that a person understands. Never the text of a service: that is for developers. */
export function errorWords(error: unknown): string {
  if (!(error instanceof RpcError)) return reasonWords.INTERNAL;
  if (error.offline) return otherWords.offline;
  const words = reasonWords[error.reason as Reason] ?? statusWords(error.status) ?? reasonWords.INTERNAL;
  const tooOften =
    error.status === 'RESOURCE_EXHAUSTED' && error.reason !== 'OVERLOADED' && error.reason !== 'TOO_MANY_STREAMS';
  if (!tooOften || error.retryDelayMs === undefined) return words;
  const seconds = Math.max(1, Math.ceil(error.retryDelayMs / 1000));
  return otherWords.wait(seconds);
}

/** How many characters a field must and may have. */
interface Limits {
  min?: number;
  max?: number;
}

/** What is said of one field of a form, by its name in the contract; undefined if the error is not about it. */
export function fieldWords(error: unknown, field: string, limits: Limits = {}): string | undefined {
  if (!(error instanceof RpcError)) return undefined;
  if (field === 'handle' && error.reason === 'HANDLE_TAKEN') return reasonWords.HANDLE_TAKEN;
  const violation = error.violations.find((each) => each.field.split('.').at(-1) === field);
  if (violation === undefined) return undefined;
  return violationWords[violation.reason as ViolationReason]?.(limits) ?? reasonWords.INVALID_REQUEST;
}
