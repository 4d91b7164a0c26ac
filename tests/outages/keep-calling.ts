import { setTimeout as delay } from 'node:timers/promises';
import { ClientError, Status } from 'nice-grpc-common';
import type { Member } from '../members.ts';

/** What is called all the time: an RPC of each service that asks no other one, and the page. */
export const calledParts = ['profile', 'posts', 'comments', 'notifications', 'web'] as const;
export type CalledPart = (typeof calledParts)[number];

/** One call that has ended. */
export interface EndedCall {
  /** By performance.now(). */
  readonly startMs: number;
  readonly tookMs: number;
  /** The name of the gRPC status, of the page's too; NO_ANSWER where there was none at all. */
  readonly status: string;
}

/** Calls that go on until they are disposed. */
export interface KeptCalls extends AsyncDisposable {
  /** Those of a part that began after `fromMs`, in order. */
  of(part: CalledPart, fromMs: number): readonly EndedCall[];
  /** Whether the last call of each part that began after `fromMs` succeeded, and there is one. */
  areWell(fromMs: number): boolean;
}

const pauseMs = 25;
/** Longer than any call may hang. */
const patienceMs = 10_000;

/** Calls each part again and again through the edge, one call at a time. */
export function keepCalling(url: string, member: Member, postId: string): KeptCalls {
  const ended = new Map<CalledPart, EndedCall[]>(calledParts.map((part) => [part, []]));
  const stop = new AbortController();
  const calls = makeCalls(url, member, postId);
  const running = calledParts.map(async (part) => {
    while (!stop.signal.aborted) {
      const startMs = performance.now();
      const status = await statusOf(calls[part](AbortSignal.timeout(patienceMs)));
      ended.get(part)?.push({ startMs, tookMs: performance.now() - startMs, status });
      await delay(pauseMs);
    }
  });
  const of = (part: CalledPart, fromMs: number) => (ended.get(part) ?? []).filter(({ startMs }) => startMs >= fromMs);
  return {
    of,
    areWell: (fromMs) => calledParts.every((part) => of(part, fromMs).at(-1)?.status === 'OK'),
    async [Symbol.asyncDispose]() {
      stop.abort();
      await Promise.all(running);
    },
  };
}

function makeCalls(
  url: string,
  { api, id }: Member,
  postId: string,
): Record<CalledPart, (signal: AbortSignal) => Promise<unknown>> {
  return {
    profile: (signal) => api.profiles.getProfile({ name: { $case: 'accountId', value: id } }, { signal }),
    posts: (signal) => api.timelines.listHomeTimeline({}, { signal }),
    comments: (signal) => api.comments.listComments({ postId }, { signal }),
    notifications: (signal) => api.notifications.getUnreadCount({}, { signal }),
    web: (signal) => getPage(url, signal),
  };
}

/** Envoy's answer for a part that is down is 503: UNAVAILABLE, as gRPC has it. */
async function getPage(url: string, signal: AbortSignal): Promise<void> {
  const response = await fetch(url, { signal });
  await response.arrayBuffer();
  if (response.status === 503) throw new ClientError('/', Status.UNAVAILABLE, 'no page');
  if (!response.ok) throw new ClientError('/', Status.UNKNOWN, `HTTP ${response.status}`);
}

async function statusOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'OK';
  } catch (error) {
    return error instanceof ClientError ? (Status[error.code] ?? 'UNKNOWN') : 'NO_ANSWER';
  }
}
