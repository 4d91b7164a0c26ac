import { PostCreated, PostEdited } from '#gen/tertulia/posts/v1/post_events.ts';
import type { Transaction } from '../../kit/database/database.ts';

const selectPayloads = `
  select position, type, payload from event
  where subject = :postId and type in ('${PostCreated.$type}', '${PostEdited.$type}')`;

const updatePayload = 'update event set payload = :payload where position = :position';

/**
 * Takes the texts of a purged post out of the log. The events themselves stay: who rebuilds from the log needs them, to
 * be undone by the PostPurged.
 */
export async function forgetText(tx: Transaction, postId: string): Promise<void> {
  type Row = { position: number; type: string; payload: Uint8Array };
  for (const { position, type, payload } of await tx.all<Row>(selectPayloads, { postId })) {
    const event = type === PostCreated.$type ? PostCreated : PostEdited;
    await tx.run(updatePayload, { position, payload: withoutText(event, payload) });
  }
}

function withoutText(event: typeof PostCreated | typeof PostEdited, payload: Uint8Array): Uint8Array {
  const message = { ...event.decode(payload), text: '', hashtags: [] };
  return event === PostCreated
    ? PostCreated.encode(PostCreated.fromPartial(message)).finish()
    : PostEdited.encode(PostEdited.fromPartial(message)).finish();
}
