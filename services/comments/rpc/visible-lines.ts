import type { Call } from '../../kit/call.ts';
import type { Database } from '../../kit/database/database.ts';
import { type CommentLine, findLines } from '../store/line-store.ts';

/** Which part of a list of comments of any posts is read. */
export interface LinesQuery {
  readonly viewerId: string | undefined;
  readonly sees: (line: CommentLine) => boolean;
  /** The id of the last comment given, or what stands before every id of the list. */
  readonly last: string;
  readonly size: number;
  /** The ids of the list behind one of them, hidden ones too. */
  readonly list: (last: string, limit: number) => Promise<string[]>;
}

/** How many comments are read at a time where many are hidden. */
const batchLimit = 101;

/** The visible comments of a list; more than `size` of them, unless the list ends. */
export async function readVisibleLines(
  database: Database,
  call: Pick<Call, 'signal'>,
  query: LinesQuery,
): Promise<CommentLine[]> {
  const { viewerId, sees, size, list } = query;
  const visible: CommentLine[] = [];
  let { last } = query;
  let limit = size + 1;
  for (;;) {
    const ids = await list(last, limit);
    const lines = await findLines(database, ids, viewerId);
    visible.push(...ids.flatMap((commentId) => lines.get(commentId) ?? []).filter(sees));
    if (visible.length > size || ids.length < limit) return visible;
    call.signal.throwIfAborted();
    last = ids.at(-1) ?? last;
    limit = batchLimit;
  }
}
