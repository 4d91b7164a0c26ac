import type { Queries } from '../../kit/database/database.ts';
import { SessionHasEnded } from '../../kit/mesh-errors.ts';
import { isDeleted } from '../store/author-store.ts';

/** Refuses the call of an account that was deleted while the call was under way. */
export async function openAccount(queries: Pick<Queries, 'get'>, accountId: string): Promise<void> {
  if (await isDeleted(queries, accountId)) throw new SessionHasEnded();
}
