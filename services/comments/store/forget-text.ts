import {
  CommentCreated,
  CommentEdited,
  CommentHeld,
  HeldCommentEdited,
} from '#gen/tertulia/comments/v1/comment_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { listRows } from '../../kit/database/dialect.ts';

const codecs: ReadonlyMap<string, ReturnType<typeof withoutText>> = new Map([
  [CommentCreated.$type, withoutText(CommentCreated)],
  [CommentEdited.$type, withoutText(CommentEdited)],
  [CommentHeld.$type, withoutText(CommentHeld)],
  [HeldCommentEdited.$type, withoutText(HeldCommentEdited)],
]);

// The bytes of the id are looked for where they lie, so that few events of a long thread are decoded.
const selectEvents = `
  select position, type, payload from event
  where subject = :postId and type in ${listRows(':types')} and instr(payload, cast(:part as blob)) > 0`;

const updatePayload = 'update event set payload = :payload where position = :position';

/**
 * Takes the texts of a deleted comment out of the log. The events stay: who rebuilds from the log needs them, to be
 * undone by the CommentDeleted.
 */
export async function forgetText(tx: Transaction, postId: string, commentId: string): Promise<void> {
  await forget(tx, postId, commentId, (event) => event.commentId === commentId);
}

/** Takes the texts of all comments of a post out of the log. */
export async function forgetTexts(tx: Transaction, postId: string): Promise<void> {
  await forget(tx, postId, postId, () => true);
}

async function forget(
  tx: Transaction,
  postId: string,
  part: string,
  isMeant: (event: { commentId: string }) => boolean,
) {
  const params = { postId, part, types: JSON.stringify([...codecs.keys()]) };
  for (const row of await tx.all<{ position: number; type: string; payload: Uint8Array }>(selectEvents, params)) {
    const payload = codecs.get(row.type)?.(row.payload, isMeant);
    if (payload) await tx.run(updatePayload, { position: row.position, payload });
  }
}

interface TextEvent {
  commentId: string;
  text: string;
}

/** Encodes an event anew without its text; undefined if it is not meant, or has none. */
function withoutText<T extends TextEvent>(type: {
  decode(payload: Uint8Array): T;
  encode(event: T): { finish(): Uint8Array };
}) {
  return (payload: Uint8Array, isMeant: (event: TextEvent) => boolean): Uint8Array | undefined => {
    const event = type.decode(payload);
    return isMeant(event) && event.text !== '' ? type.encode({ ...event, text: '' }).finish() : undefined;
  };
}
