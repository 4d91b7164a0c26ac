import type { Call } from '../../kit/call.ts';
import { fillPage, type Page } from '../../kit/fill-page.ts';
import type { ListEntry } from '../domain/list-entry.ts';
import type { Unwanted } from '../domain/unwanted.ts';
import type { PostSources, Viewer } from '../store/post-sources.ts';
import { type ViewedEntry, viewEntries } from '../store/view-entries.ts';

/** After every entry: where a list begins. */
export const newest = '~';

export interface PageRequest {
  readonly call: Pick<Call, 'signal'>;
  readonly viewer: Viewer;
  /** How many posts the page has at most. */
  readonly size: number;
  /** The entry that the page begins after. */
  readonly before: string;
  /** How many rows of the list count, hidden ones too. Default: all. */
  readonly depth?: number;
  /** What the reader does not want in this list. Default: nothing. */
  readonly unwanted?: Unwanted | undefined;
  /** The entries of the list before one, newest first; fewer than the limit only at its end. */
  readonly list: (before: string, limit: number) => Promise<readonly ListEntry[]>;
}

/** Reads a page of posts that the viewer may see. */
export function readVisiblePage(sources: PostSources, request: PageRequest): Promise<Page<ViewedEntry>> {
  const { viewer, unwanted, list, before, ...page } = request;
  return fillPage({
    ...page,
    start: before,
    read: list,
    cursorOf: ({ entryId }) => entryId,
    see: (rows) => viewEntries(sources, viewer, rows, unwanted),
  });
}
