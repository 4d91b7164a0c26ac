import { InvalidRequest } from '../../kit/errors.ts';
import type { EventLog } from '../../kit/events/event-log.ts';

const pattern = /^([0-9a-f-]{36})\.(0|[1-9][0-9]{0,17})$/;

/** Where a stream stands: a position of the service's own log. Opaque to clients. */
export function writeCursor(logId: string, position: bigint): string {
  return Buffer.from(`${logId}.${position}`).toString('base64url');
}

/** The position of a cursor; undefined for ''. Throws InvalidRequest for one that this log did not give. */
export async function readCursor(eventLog: EventLog, cursor: string): Promise<bigint | undefined> {
  if (cursor === '') return undefined;
  const [, logId, digits = '0'] = pattern.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const position = BigInt(digits);
  if (logId === eventLog.logId && writeCursor(logId, position) === cursor && position <= (await eventLog.head())) {
    return position;
  }
  throw new InvalidRequest([{ field: 'cursor', description: 'must be a cursor that this stream gave' }]);
}
