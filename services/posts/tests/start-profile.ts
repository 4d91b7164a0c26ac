import { EventLogServiceDefinition } from '#gen/tertulia/events/v1/event_log_service.ts';
import { CircleServiceDefinition, type CircleServiceImplementation } from '#gen/tertulia/profile/v1/circle_service.ts';
import {
  ProfileServiceDefinition,
  type ProfileServiceImplementation,
} from '#gen/tertulia/profile/v1/profile_service.ts';
import type { Card } from '../../audience/replica/people-store.ts';
import type { CallExtension } from '../../kit/call.ts';
import { DomainError } from '../../kit/errors.ts';
import { eventLogService } from '../../kit/events/event-log-service.ts';
import { type RunningServer, startServer } from '../../kit/server.ts';
import { startEventSource } from '../../kit/testing/event-source.ts';
import { silentLogger } from '../../kit/testing/silent-logger.ts';
import type { TokenVerifier } from '../../kit/token-verifier.ts';

/**
 * Plays the profile service: its event log, and the cards that it knows before its log tells of them. It can be made to
 * keep callers waiting, and be stopped and started again on the same port.
 */
export async function startProfile() {
  await using resources = new AsyncDisposableStack();
  const source = resources.use(await startEventSource({ name: 'profile' }));
  const play = { cards: new Map<string, Card>(), circles: new Set<string>(), isSilent: false, asked: [] as string[][] };
  const services = [
    [EventLogServiceDefinition, eventLogService(source.log)],
    [ProfileServiceDefinition, profileService(play)],
    [CircleServiceDefinition, circleService(play)],
  ] as const;
  const logger = silentLogger;
  const serve = (port: number) =>
    startServer({ name: 'profile', host: '127.0.0.1', port, services, verifyToken: trusting, logger });
  let server: RunningServer | undefined = await serve(0);
  const { port } = server;
  const stop = async () => {
    await server?.[Symbol.asyncDispose]();
    server = undefined;
  };
  resources.defer(stop);
  const start = async () => {
    server ??= await serve(port);
  };
  const owned = resources.move();
  const url = `http://127.0.0.1:${port}`;
  const { append, database } = source;
  return { url, play, append, database, stop, start, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

interface Play {
  /** By handle. */
  readonly cards: ReadonlyMap<string, Card>;
  /** Circles with nobody in them, by id. */
  readonly circles: ReadonlySet<string>;
  isSilent: boolean;
  readonly asked: string[][];
}

function circleService({ circles }: Play): CircleServiceImplementation<CallExtension> {
  const others = Object.keys(CircleServiceDefinition.methods).map((name) => [name, async () => ({})]);
  const getCircle = async ({ circleId }: { circleId: string }) => {
    if (circles.has(circleId)) return { circle: { circleId } };
    throw new DomainError({ status: 'NOT_FOUND', reason: 'CIRCLE_NOT_FOUND', message: 'there is no such circle' });
  };
  return { ...Object.fromEntries(others), getCircle } as CircleServiceImplementation<CallExtension>;
}

function profileService(play: Play): ProfileServiceImplementation<CallExtension> {
  const unplayed = async (): Promise<never> => {
    throw new DomainError({ status: 'UNIMPLEMENTED', reason: 'INTERNAL', message: 'not played' });
  };
  return {
    getProfile: unplayed,
    updateProfile: unplayed,
    searchProfiles: unplayed,
    async batchResolveHandles({ handles }) {
      play.asked.push(handles);
      if (play.isSilent) return new Promise<never>(() => undefined);
      return { results: handles.map((handle) => ({ handle, card: play.cards.get(handle) })) };
    },
    async batchGetProfiles({ accountIds }) {
      const cards = new Map([...play.cards.values()].map((card) => [card.accountId, card]));
      return { results: accountIds.map((accountId) => ({ accountId, profile: cards.get(accountId) })) };
    },
  };
}

const trusting: TokenVerifier = {
  verify: async () => ({ accountId: '', sessionId: '' }),
  onSessionEnded: () => ({ [Symbol.dispose]() {} }),
};
