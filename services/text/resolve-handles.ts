import type { ProfileServiceClient } from '#gen/tertulia/profile/v1/profile_service.ts';
import type { PeopleCache } from '../audience/replica/people-cache.ts';
import type { Card } from '../audience/replica/people-store.ts';
import type { Call, MeshCallOptions } from '../kit/call.ts';
import type { Logger } from '../kit/logger.ts';
import type { TextMark } from './text-marks.ts';

/** Where people are looked up by their handles. */
export interface HandleSources {
  readonly people: PeopleCache;
  readonly profile: Pick<ProfileServiceClient<MeshCallOptions>, 'batchResolveHandles'>;
  /** How long profile may take. */
  readonly resolveTimeoutMs: number;
  readonly logger: Logger;
}

/** Whom marks mention, by handle, and who of them was not known here yet. */
export interface ResolvedHandles {
  readonly people: ReadonlyMap<string, Card>;
  readonly learned: readonly Card[];
}

/**
 * Finds who has the handles that marks mention: here, and for those that are not known here yet by one call to profile.
 * While profile is down or slow, these are nobody's.
 */
export async function resolveHandles(
  sources: HandleSources,
  call: Call,
  marks: readonly TextMark[],
): Promise<ResolvedHandles> {
  const handles = [...new Set(marks.flatMap((mark) => (mark.kind === 'mention' ? [mark.handle] : [])))];
  if (handles.length === 0) return { people: new Map(), learned: [] };
  const known = await sources.people.findByHandles(handles);
  const unknown = handles.filter((handle) => !known.has(handle));
  const learned = unknown.length === 0 ? [] : await askForHandles(sources, call, unknown);
  return { people: new Map([...known, ...learned.map((card) => [card.handle, card] as const)]), learned };
}

async function askForHandles({ profile, resolveTimeoutMs, logger }: HandleSources, call: Call, handles: string[]) {
  const own = Date.now() + resolveTimeoutMs;
  const deadline = new Date(Math.min(own, call.deadline?.getTime() ?? own));
  try {
    const { results } = await profile.batchResolveHandles({ handles }, { ...call.forward, deadline });
    return results.flatMap(({ card }) => (card ? [card] : []));
  } catch (error) {
    call.signal.throwIfAborted();
    const { traceparent } = call;
    logger.warn({ err: error, traceparent }, 'profile did not resolve handles; they stay plain text');
    return [];
  }
}
