import {
  CommentCreated,
  CommentDeleted,
  CommentEdited,
  CommentHeld,
  CommentHidden,
  CommentLiked,
  CommentUnhidden,
  CommentUnliked,
  HeldCommentEdited,
  ThreadChanged,
  ThreadMuted,
  ThreadUnmuted,
} from '#gen/tertulia/comments/v1/comment_events.ts';
import type { EventType, StoredEvent } from '../../kit/events/event-type.ts';

/** What an event may change of a thread that somebody watches. How it stands then is read anew. */
export type Touch =
  /** `moved`: its parent counts it now as it did not before. `actorId`: whose like it is. */
  | { kind: 'changed'; commentId: string; moved: boolean; actorId?: string }
  /** Most see it no longer. */
  | { kind: 'closed'; commentId: string }
  | ({ kind: 'deleted' } & CommentDeleted)
  | { kind: 'thread' };

const readers = new Map<string, (payload: Uint8Array) => Touch>([
  reader(CommentCreated, ({ commentId }) => ({ kind: 'changed', commentId, moved: true })),
  reader(CommentHeld, ({ commentId, editTime }) => {
    return editTime === undefined ? { kind: 'changed', commentId, moved: true } : { kind: 'closed', commentId };
  }),
  reader(CommentUnhidden, ({ commentId }) => ({ kind: 'changed', commentId, moved: true })),
  reader(CommentEdited, ({ commentId }) => ({ kind: 'changed', commentId, moved: false })),
  reader(HeldCommentEdited, ({ commentId }) => ({ kind: 'changed', commentId, moved: false })),
  reader(CommentLiked, ({ commentId, accountId }) => ({
    kind: 'changed',
    commentId,
    moved: false,
    actorId: accountId,
  })),
  reader(CommentUnliked, ({ commentId, accountId }) => {
    return { kind: 'changed', commentId, moved: false, actorId: accountId };
  }),
  reader(CommentHidden, ({ commentId }) => ({ kind: 'closed', commentId })),
  reader(CommentDeleted, (deleted) => ({ kind: 'deleted', ...deleted })),
  ...[ThreadChanged, ThreadMuted, ThreadUnmuted].map(({ $type }) => {
    return [$type, (): Touch => ({ kind: 'thread' })] as const;
  }),
]);

/** Undefined for an event that touches no thread. */
export function touchOf({ type, payload }: StoredEvent): Touch | undefined {
  return readers.get(type)?.(payload);
}

function reader<T>(type: EventType<T>, read: (event: T) => Touch): [string, (payload: Uint8Array) => Touch] {
  return [type.$type, (payload) => read(type.decode(payload))];
}
