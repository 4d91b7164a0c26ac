import { PostCreated } from '#gen/tertulia/posts/v1/post_events.ts';
import type { Transaction } from '../../kit/database/database.ts';

const selectPayload = 'select payload from event where position = :position';
const updatePayload = 'update event set payload = :payload where position = :position';

/**
 * Takes the text of a deleted post out of its PostCreated in the log. The event itself stays: who rebuilds from the log
 * needs it, to be undone by the PostDeleted.
 */
export async function forgetText(tx: Transaction, position: bigint): Promise<void> {
  const row = await tx.get<{ payload: Uint8Array }>(selectPayload, { position });
  if (!row) return;
  const event = PostCreated.decode(row.payload);
  await tx.run(updatePayload, { position, payload: PostCreated.encode({ ...event, text: '', hashtags: [] }).finish() });
}
