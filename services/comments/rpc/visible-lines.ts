import type { Call } from '../../kit/call.ts';
import type { Database } from '../../kit/database/database.ts';
import { seesLine, type Viewer } from '../domain/visibility.ts';
import { type CommentLine, findLines } from '../store/line-store.ts';

/** Which part of a list of comments of any posts is read. */
export interface LinesQuery {
  readonly viewer: Viewer;
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
  const { viewer, size, list } = query;
  const visible: CommentLine[] = [];
  let { last } = query;
  let limit = size + 1;
  for (;;) {
    const ids = await list(last, limit);
    const lines = await findLines(database, ids, viewer.viewerId);
    const found = ids.flatMap((commentId) => lines.get(commentId) ?? []);
    visible.push(...found.filter(({ post, comment, above }) => seesLine(viewer, post, [comment, ...above])));
    if (visible.length > size || ids.length < limit) return visible;
    call.signal.throwIfAborted();
    last = ids.at(-1) ?? last;
    limit = batchLimit;
  }
}
