import { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';
import type { EventType } from '../../kit/events/event-type.ts';

/**
 * What is kept of an answer that started a session: which one. Neither tokens nor
 * a password are kept; a retry gets fresh ones.
 */
export interface StartedSession {
  readonly sessionId: string;
}

export const StartedSession: EventType<StartedSession> = {
  $type: 'tertulia.profile.StartedSession',
  encode: ({ sessionId }, writer = new BinaryWriter()) => writer.string(sessionId),
  decode: (input) => ({ sessionId: new BinaryReader(input).string() }),
  fromPartial: (partial: StartedSession) => partial,
};
