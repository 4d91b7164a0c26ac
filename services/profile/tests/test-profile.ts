import { randomUUID } from 'node:crypto';
import { join as joinPath } from 'node:path';
import { Metadata } from 'nice-grpc';
import { type EventLogServiceClient, EventLogServiceDefinition } from '#gen/tertulia/events/v1/event_log_service.ts';
import { AccountServiceDefinition } from '#gen/tertulia/profile/v1/account_service.ts';
import { CircleServiceDefinition } from '#gen/tertulia/profile/v1/circle_service.ts';
import { FollowRequestServiceDefinition } from '#gen/tertulia/profile/v1/follow_request_service.ts';
import { GraphServiceDefinition } from '#gen/tertulia/profile/v1/graph_service.ts';
import { MuteServiceDefinition } from '#gen/tertulia/profile/v1/mute_service.ts';
import { ProfileServiceDefinition } from '#gen/tertulia/profile/v1/profile_service.ts';
import { SessionServiceDefinition } from '#gen/tertulia/profile/v1/session_service.ts';
import { SuggestionServiceDefinition } from '#gen/tertulia/profile/v1/suggestion_service.ts';
import { type EventType, typeOfUrl } from '../../kit/events/event-type.ts';
import { type As, connect } from '../../kit/testing/connect.ts';
import { silentLogger } from '../../kit/testing/silent-logger.ts';
import { makeTempDir } from '../../kit/testing/temp-dir.ts';
import { readProfileConfig } from '../config.ts';
import type { ProfileContext } from '../context.ts';
import { type RunningProfile, startProfile } from '../service.ts';

export const password = 'correct horse battery';

/** Clients of all of profile's services, as one caller. */
export type Clients = ReturnType<typeof clientsOf>;

/** Somebody who has signed up. */
export interface Member extends Clients {
  readonly accountId: string;
  readonly handle: string;
  readonly token: string;
  /** The value of the `cookie` header that the answer asked to send back. */
  readonly cookie: string;
}

/** A real profile service over a temporary database, and how to call it. */
export interface TestProfile extends RunningProfile {
  readonly databaseUrl: string;
  readonly databasePath: string;
  /** Nobody's clients. */
  readonly guest: Clients;
  as(who: As): Clients;
  /** Signs up; the handle is made unique where none is given. */
  join(handle?: string, displayName?: string): Promise<Member>;
  /** The same member with a new session: an access token is good for five minutes. */
  rejoin(member: Member): Promise<Member>;
  /** Every event of some types so far, in order. */
  eventsOf<T>(...types: readonly EventType<T>[]): Promise<{ type: string; payload: T }[]>;
}

export async function startTestProfile(
  overrides: Partial<ProfileContext> = {},
  env: NodeJS.ProcessEnv = {},
): Promise<TestProfile> {
  await using resources = new AsyncDisposableStack();
  const folder = resources.use(await makeTempDir());
  const databasePath = joinPath(folder.path, 'profile.sqlite');
  const databaseUrl = env.PROFILE_DATABASE_URL ?? `file:${databasePath}`;
  const cheap = { PROFILE_ARGON2_MEMORY_KIB: '64', PROFILE_ARGON2_TIME_COST: '1', PROFILE_MAX_CALLS: '1000' };
  const config = readProfileConfig({ PROFILE_DATABASE_URL: databaseUrl, RATE_LIMIT_FACTOR: '0', ...cheap, ...env });
  const running = resources.use(await startProfile(config, { logger: silentLogger, ...overrides }));
  const owned = resources.move();
  const as = (who: As) => clientsOf(owned, running, who);
  const guest = as({});
  const reader = owned.use(connect(EventLogServiceDefinition, running, { service: 'posts' }));
  return {
    port: running.port,
    jwksPort: running.jwksPort,
    databaseUrl,
    databasePath,
    guest,
    as,
    join: (handle = uniqueHandle(), displayName = '') => signUp({ as, guest }, handle, displayName),
    rejoin: (member) => signIn({ as, guest }, member),
    eventsOf: (...types) => readEvents(reader, types),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

let made = 0;

export function uniqueHandle(): string {
  return `person_${++made}`;
}

/** What a call's options must have to keep the cookie that its answer sets. */
export function cookieJar(): { onHeader: (header: Metadata) => void; cookie: string; setCookie: string } {
  const jar = {
    cookie: '',
    setCookie: '',
    onHeader(header: Metadata) {
      jar.setCookie = String(header.get('set-cookie') ?? '');
      jar.cookie = jar.setCookie.split(';')[0] ?? '';
    },
  };
  return jar;
}

/** Options that send a cookie. */
export function withCookie(cookie: string): { metadata: Metadata } {
  return { metadata: new Metadata({ cookie }) };
}

export function requestId(): string {
  return randomUUID();
}

function clientsOf(resources: AsyncDisposableStack, running: RunningProfile, who: As) {
  return {
    accounts: resources.use(connect(AccountServiceDefinition, running, who)),
    sessions: resources.use(connect(SessionServiceDefinition, running, who)),
    profiles: resources.use(connect(ProfileServiceDefinition, running, who)),
    graph: resources.use(connect(GraphServiceDefinition, running, who)),
    requests: resources.use(connect(FollowRequestServiceDefinition, running, who)),
    circles: resources.use(connect(CircleServiceDefinition, running, who)),
    mutes: resources.use(connect(MuteServiceDefinition, running, who)),
    suggestions: resources.use(connect(SuggestionServiceDefinition, running, who)),
  };
}

async function signUp(
  profile: Pick<TestProfile, 'as' | 'guest'>,
  handle: string,
  displayName: string,
): Promise<Member> {
  const jar = cookieJar();
  const request = { requestId: requestId(), handle, displayName, password };
  const answer = await profile.guest.accounts.signUp(request, jar);
  const token = answer.accessToken;
  const accountId = answer.profile?.accountId ?? '';
  return { ...profile.as({ token }), accountId, handle, token, cookie: jar.cookie };
}

async function signIn(profile: Pick<TestProfile, 'as' | 'guest'>, { accountId, handle }: Member): Promise<Member> {
  const jar = cookieJar();
  const { accessToken: token } = await profile.guest.sessions.signIn({ requestId: requestId(), handle, password }, jar);
  return { ...profile.as({ token }), accountId, handle, token, cookie: jar.cookie };
}

async function readEvents<T>(
  reader: Pick<EventLogServiceClient, 'subscribe'>,
  types: readonly EventType<T>[],
): Promise<{ type: string; payload: T }[]> {
  const byName = new Map(types.map((type) => [type.$type, type]));
  const events: { type: string; payload: T }[] = [];
  for await (const batch of reader.subscribe({ after: 0n, types: [...byName.keys()] })) {
    for (const { payload } of batch.events) {
      const type = byName.get(typeOfUrl(payload?.typeUrl ?? ''));
      if (type && payload)
        events.push({ type: type.$type.split('.').at(-1) ?? '', payload: type.decode(payload.value) });
    }
    if (batch.position >= batch.headPosition) break;
  }
  return events;
}
