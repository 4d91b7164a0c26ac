import type { ListEntry } from '../domain/list-entry.ts';
import type { Unwanted } from '../domain/unwanted.ts';
import type { PostSources, Viewer } from '../store/post-sources.ts';
import { type ViewedEntry, viewEntries } from '../store/view-entries.ts';

/** After every entry: where a list begins. */
export const newest = '~';

/** How many rows one statement reads at most, where most of what it reads is hidden. */
const maxStep = 400;

export interface PageRequest {
  readonly viewer: Viewer;
  /** How many posts the page has, unless the list ends. */
  readonly size: number;
  /** The entry that the page begins after. */
  readonly before: string;
  /** How many rows may be read at most, hidden ones too. Default: all. */
  readonly depth?: number;
  /** What the reader does not want in this list. Default: nothing. */
  readonly unwanted?: Unwanted | undefined;
  /** The entries of the list before one, newest first; fewer than the limit only at its end. */
  readonly list: (before: string, limit: number) => Promise<readonly ListEntry[]>;
}

export interface VisiblePage {
  readonly entries: ViewedEntry[];
  /** Where the next page begins, and how many rows lie before it; absent if this is the last. */
  readonly next: { readonly before: string; readonly rows: number } | undefined;
}

/**
 * Reads a page of posts that the viewer may see. It is full, and says that there is more, only by what they may see, so
 * that hidden posts leave no trace in it.
 */
export async function readVisiblePage(sources: PostSources, request: PageRequest): Promise<VisiblePage> {
  const { viewer, size, unwanted, list, depth = Number.POSITIVE_INFINITY } = request;
  const entries: ViewedEntry[] = [];
  let { before } = request;
  let step = size + 1;
  let rowsRead = 0;
  let next: VisiblePage['next'];
  while (rowsRead < depth) {
    const limit = Math.min(step, depth - rowsRead);
    const rows = await list(before, limit);
    const found = await viewEntries(sources, viewer, rows, unwanted);
    for (const [index, { entryId }] of rows.entries()) {
      const entry = found[index];
      // Two rows with one id are one post that is there for two reasons.
      if (entry && entryId !== next?.before) {
        if (entries.length === size) return { entries, next };
        entries.push(entry);
        next = { before: entryId, rows: rowsRead + 1 };
      }
      rowsRead += 1;
      before = entryId;
    }
    if (rows.length < limit) break;
    step = Math.min(step * 4, maxStep);
  }
  return { entries, next: undefined };
}
