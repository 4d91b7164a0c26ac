import type { Card } from '../../audience/replica/people-store.ts';
import type { Call } from '../../kit/call.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { markedText } from '../../text/marked-text-field.ts';
import { resolveHandles } from '../../text/resolve-handles.ts';
import { resolveMarks, type TextMark } from '../../text/text-marks.ts';
import type { TextSpan } from '../../text/text-spans.ts';
import type { CommentsContext } from '../context.ts';
import { isDeleted, putCardIfUnknown } from '../store/author-store.ts';

/** The text of a comment. */
export const commentText = markedText({ min: 1, max: 2_000 });

/** What a text means, and the people of whom profile told for it. */
export interface Meaning {
  readonly spans: readonly TextSpan[];
  readonly learned: readonly Card[];
}

/** Finds whom a text mentions. To be called outside of the transaction, which waits for no other service. */
export async function findMeaning(context: CommentsContext, call: Call, marks: readonly TextMark[]): Promise<Meaning> {
  const sources = { ...context, resolveTimeoutMs: context.askTimeoutMs };
  const { people, learned } = await resolveHandles(sources, call, marks);
  return { spans: resolveMarks(marks, people), learned };
}

/** Keeps the cards that profile gave, of those who still have an account. */
export async function keepPeople(
  { people }: Pick<CommentsContext, 'people'>,
  tx: Transaction,
  cards: readonly Card[],
): Promise<void> {
  for (const card of cards) {
    if (await isDeleted(tx, card.accountId)) continue;
    await putCardIfUnknown(tx, card);
    tx.afterCommit(() => people.cardChanged(card));
  }
}
