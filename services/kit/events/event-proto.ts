import { Any } from '#gen/google/protobuf/any.ts';
import type { Event } from '#gen/tertulia/events/v1/event.ts';
import { type StoredEvent, typeOfUrl, typeUrlOf } from './event-type.ts';

/** An event as a log tells it. */
export function eventToProto(event: StoredEvent): Event {
  const { position, eventId, subject, createTime, traceparent } = event;
  const payload = Any.fromPartial({ typeUrl: typeUrlOf(event.type), value: event.payload });
  return { position, eventId, subject, createTime, payload, traceparent };
}

/** An event as another log told it. */
export function eventFromProto(event: Event): StoredEvent {
  const { position, eventId, subject, traceparent, payload, createTime } = event;
  return {
    position,
    eventId,
    subject,
    traceparent,
    type: typeOfUrl(payload?.typeUrl ?? ''),
    payload: payload?.value ?? new Uint8Array(),
    createTime: createTime ?? new Date(0),
  };
}
