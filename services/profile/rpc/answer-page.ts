import type { Call } from '../../kit/call.ts';
import { fillPage, type PageSource } from '../../kit/fill-page.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';

/** Sorts after every id, and every cursor that begins with a digit: what is newest comes before it. */
export const newest = 'g';

/** A list of which the viewer may know some items. */
export interface ListSource<Item> extends Pick<PageSource<Item, Item>, 'read' | 'cursorOf' | 'rowLimit'> {
  readonly isVisible: (item: Item) => boolean;
}

/**
 * A page of a list, and the token of the next one.
 * @param whose what the list is beside the RPC, the caller included where it is theirs; binds the token
 */
export async function answerPage<Item>(
  call: Call,
  whose: readonly unknown[],
  request: { pageSize: number; pageToken: string },
  { isVisible, ...list }: ListSource<Item>,
  first: string = newest,
): Promise<{ items: readonly Item[]; nextPageToken: string }> {
  const query = [call.method, ...whose];
  const [start] = readPageToken(query, request.pageToken) ?? [first];
  const see = (items: readonly Item[]) => items.map((item) => (isVisible(item) ? item : undefined));
  const { items, next } = await fillPage({ ...list, call, see, size: request.pageSize, start: String(start) });
  return { items, nextPageToken: next === undefined ? '' : writePageToken(query, [next.cursor]) };
}
