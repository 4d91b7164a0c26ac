import type { EventLog } from '../../kit/events/event-log.ts';
import { InvalidPageToken } from '../../kit/mesh-errors.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import type { ListPlace } from '../store/notification-store.ts';

/** Where in a list a page begins, and the position of the log at which the list was begun: all its pages are of then. */
export interface PagePlace extends ListPlace {
  readonly head: number;
}

/** The place that a page token names; of the first page the beginning of the list as it is now. */
export async function readPagePlace(
  eventLog: Pick<EventLog, 'head'>,
  list: readonly string[],
  pageToken: string,
): Promise<PagePlace> {
  const cursor = readPageToken(list, pageToken);
  if (cursor === undefined) return { head: Number(await eventLog.head()), time: Number.MAX_SAFE_INTEGER, id: '~' };
  const [head, time, id] = cursor;
  if (id === undefined) throw new InvalidPageToken();
  return { head: Number(head), time: Number(time), id: String(id) };
}

/** The token of the page after the last place given; empty where none was, for the list has ended. */
export function writePagePlace(list: readonly string[], head: number, last: ListPlace | undefined): string {
  return last ? writePageToken(list, [head, last.time, last.id]) : '';
}
