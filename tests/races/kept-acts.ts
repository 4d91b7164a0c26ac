import { join } from 'node:path';
import { Connection } from '../../services/kit/database/connection.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import type { RealAct } from './real-acts.ts';

/** What notifications keeps of follows, requests and acceptances, and all that it ever kept of them. */
export interface KeptActs extends AsyncDisposable {
  /** Resolves when notifications has applied profile's log up to a position. */
  reach(position: number): Promise<void>;
  standing(): Promise<RealAct[]>;
  /** Each that was ever kept, taken back or not, in the order in which it came. */
  ever(): Promise<RealAct[]>;
}

const columns = 'kind, receiver_id as receiverId, actor_id as actorId, create_time as createTime';

// A row that was taken back leaves no trace: a trigger writes down each as it comes, in the same transaction.
const keepTrace = `
  pragma busy_timeout = 10000;
  create table act_ever (kind text, receiver_id text, actor_id text, create_time bigint);
  create trigger act_comes after insert on act when new.kind like 'follow%' begin
    insert into act_ever values (new.kind, new.receiver_id, new.actor_id, new.create_time);
  end`;

/** Looks into the database of the running notifications service. */
export async function openKeptActs(dataDir: string): Promise<KeptActs> {
  const database = await Connection.open(join(dataDir, 'notifications.sqlite'));
  await database.exec(keepTrace);
  const cursor = "select position from event_cursor where name = 'profile'";
  return {
    async reach(position) {
      const read = async () => (await database.get<{ position: number }>(cursor, {}))?.position ?? 0;
      await waitFor(async () => (await read()) >= position, { timeoutMs: 60_000 });
    },
    standing: () => database.all<RealAct>(`select ${columns} from act where kind like 'follow%'`, {}),
    ever: () => database.all<RealAct>(`select ${columns} from act_ever order by rowid`, {}),
    [Symbol.asyncDispose]: () => database.close(),
  };
}
