import { z } from 'zod';
import { type Call, memberId } from '../../kit/call.ts';
import { pageSize, pageToken } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { SeenCard } from '../domain/account.ts';
import { isVisible } from '../domain/account.ts';
import { answerPage } from './answer-page.ts';

const schema = z.object({ pageSize, pageToken });

/** How one of the caller's own lists is read. */
export interface OwnList<Item> {
  read(viewer: string, page: { before: string; limit: number }): Promise<readonly Item[]>;
  cursorOf(item: Item): string;
}

/** One page of accounts that are in one of the caller's own lists: those that the caller may know of. */
export async function listOwnAccounts<Item extends { card: SeenCard }>(
  call: Call,
  message: unknown,
  list: OwnList<Item>,
) {
  const viewer = memberId(call);
  return answerPage(call, [viewer], parse(schema, message), {
    read: (before, limit) => list.read(viewer, { before, limit }),
    cursorOf: list.cursorOf,
    isVisible: ({ card }: Item) => isVisible(viewer, card),
  });
}
