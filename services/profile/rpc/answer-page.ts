import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { fillPage, type PageSource } from './fill-page.ts';

/** Sorts after every id, and every cursor that begins with a digit: what is newest comes before it. */
export const newest = 'g';

/**
 * A page of a list, and the token of the next one.
 * @param query what the list is, the caller included where it is theirs; binds the token
 */
export async function answerPage<Item>(
  query: readonly unknown[],
  request: { pageSize: number; pageToken: string },
  source: Omit<PageSource<Item>, 'pageSize' | 'start'>,
  first: string = newest,
): Promise<{ items: readonly Item[]; nextPageToken: string }> {
  const [start] = readPageToken(query, request.pageToken) ?? [first];
  const page = await fillPage({ ...source, pageSize: request.pageSize, start: String(start) });
  return { items: page.items, nextPageToken: page.next === undefined ? '' : writePageToken(query, [page.next]) };
}
