import { join } from 'node:path';
import type { Event } from '#gen/tertulia/events/v1/event.ts';
import { AccountDeleted, CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { CircleDeleted, CircleMemberAdded, CircleMemberRemoved } from '#gen/tertulia/profile/v1/circle_events.ts';
import { Blocked, Followed, Muted, Unblocked, Unfollowed } from '#gen/tertulia/profile/v1/graph_events.ts';
import { SessionEnded } from '#gen/tertulia/profile/v1/session_events.ts';
import { createTokenIssuer, type TokenIssuer } from '../../identity/testing/token-issuer.ts';
import { openDatabase } from '../../kit/database/database.ts';
import { openEventLog } from '../../kit/events/event-log.ts';
import { type DeepPartial, type EventType, typeOfUrl } from '../../kit/events/event-type.ts';
import { newId } from '../../kit/ids.ts';
import { type EventSource, startEventSource } from '../../kit/testing/event-source.ts';
import { makeTempDir } from '../../kit/testing/temp-dir.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { type PostsConfig, readPostsConfig } from '../config.ts';
import { migrations, type RunningPosts, startPosts } from '../service.ts';
import { Member } from './member.ts';
import { startProfile } from './start-profile.ts';

type PlayedProfile = Awaited<ReturnType<typeof startProfile>>;

/** The posts service, with profile and comments played around it, and people who use it. */
export async function startStage(settings: Record<string, string> = {}): Promise<Stage> {
  await using resources = new AsyncDisposableStack();
  const folder = resources.use(await makeTempDir());
  const profile = resources.use(await startProfile());
  const comments = resources.use(await startEventSource({ name: 'comments' }));
  const config = readPostsConfig({
    POSTS_DATABASE_URL: `file:${join(folder.path, 'posts.sqlite')}`,
    POSTS_PROFILE_URL: profile.url,
    POSTS_COMMENTS_URL: comments.url,
    MESH_URL: profile.url,
    POSTS_LOG_LEVEL: 'silent',
    RATE_LIMIT_FACTOR: '0',
    POSTS_MAX_CALLS: '1000',
    ...settings,
  });
  const stage = resources.use(new Stage({ profile, comments, config, issuer: await createTokenIssuer(profile) }));
  await stage.start();
  await stage.hear('profile', 1n);
  stage.owns(resources.move());
  return stage;
}

interface Parts {
  readonly profile: PlayedProfile;
  readonly comments: EventSource;
  readonly config: PostsConfig;
  readonly issuer: TokenIssuer;
}

/** What a test works with. Each fact told resolves when the service has applied it. */
export class Stage implements AsyncDisposable {
  readonly profile: PlayedProfile;
  readonly comments: EventSource;
  readonly #config: PostsConfig;
  readonly #issuer: TokenIssuer;
  readonly #members = new AsyncDisposableStack();
  #resources: AsyncDisposableStack | undefined;
  #running: RunningPosts | undefined;
  #port = 0;
  #aheadMs = 0;

  constructor({ profile, comments, config, issuer }: Parts) {
    this.profile = profile;
    this.comments = comments;
    this.#config = config;
    this.#issuer = issuer;
  }

  get databaseUrl(): string {
    return this.#config.databaseUrl;
  }

  /** Lets the service believe that it is later. */
  goOn(ms: number): void {
    this.#aheadMs += ms;
  }

  #now(): Date {
    return new Date(Date.now() + this.#aheadMs);
  }

  /** Starts the service, after `stop` again on the same port. */
  async start(): Promise<void> {
    this.#running ??= await startPosts({ ...this.#config, port: this.#port }, { now: () => this.#now() });
    this.#port = this.#running.port;
  }

  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.[Symbol.asyncDispose]();
  }

  /** Another process on the same database. */
  startReplica(): Promise<RunningPosts> {
    return startPosts(this.#config, { now: () => this.#now() });
  }

  /** An account of whom everybody knows. */
  async member(handle: string): Promise<Member> {
    const member = await this.stranger(handle);
    const { accountId } = member;
    await this.tell(accountId, CardChanged, { card: { accountId, handle, displayName: `${handle}!` } });
    return member;
  }

  /** An account of which no log has told. */
  stranger(handle: string): Promise<Member> {
    return this.signIn({ accountId: newId(), handle }, this.#port);
  }

  /** A member, at a server. */
  async signIn({ accountId, handle }: { accountId: string; handle: string }, port: number): Promise<Member> {
    const sessionId = newId();
    const token = await this.#issuer.issue({ accountId, sessionId });
    return this.#members.use(new Member({ accountId, sessionId, handle, token, port }));
  }

  /** Someone without an account. */
  guest(): Member {
    return this.#members.use(new Member({ accountId: '', sessionId: '', handle: '', port: this.#port }));
  }

  follow(follower: Member, followee: Member): Promise<void> {
    return this.tell(follower.accountId, Followed, { followerId: follower.accountId, followeeId: followee.accountId });
  }

  unfollow(follower: Member, followee: Member): Promise<void> {
    return this.tell(follower.accountId, Unfollowed, {
      followerId: follower.accountId,
      followeeId: followee.accountId,
    });
  }

  block(blocker: Member, blocked: Member): Promise<void> {
    return this.tell(blocker.accountId, Blocked, { blockerId: blocker.accountId, blockedId: blocked.accountId });
  }

  unblock(blocker: Member, blocked: Member): Promise<void> {
    return this.tell(blocker.accountId, Unblocked, { blockerId: blocker.accountId, blockedId: blocked.accountId });
  }

  setPrivate({ accountId, handle }: Member, isPrivate: boolean): Promise<void> {
    const card = { accountId, handle, displayName: `${handle}!`, private: isPrivate };
    return this.tell(accountId, CardChanged, { card });
  }

  /** Makes a circle of somebody's, or adds to it. Gives its id. */
  async putInCircle({ accountId: ownerId }: Member, member: Member, circleId = newId()): Promise<string> {
    await this.tell(circleId, CircleMemberAdded, { circleId, ownerId, memberId: member.accountId });
    return circleId;
  }

  takeFromCircle({ accountId: ownerId }: Member, { accountId: memberId }: Member, circleId: string): Promise<void> {
    return this.tell(circleId, CircleMemberRemoved, { circleId, ownerId, memberId });
  }

  deleteCircle({ accountId: ownerId }: Member, circleId: string): Promise<void> {
    return this.tell(circleId, CircleDeleted, { circleId, ownerId });
  }

  /** Mutes somebody, for so long or for ever. */
  mute({ accountId: muterId }: Member, { accountId: mutedId }: Member, forMs?: number): Promise<void> {
    const expireTime = forMs === undefined ? undefined : new Date(this.#now().getTime() + forMs);
    return this.tell(muterId, Muted, { muterId, mutedId, expireTime });
  }

  deleteAccount({ accountId }: Member): Promise<void> {
    return this.tell(accountId, AccountDeleted, { accountId });
  }

  endSession({ accountId, sessionId }: Member): Promise<void> {
    return this.tell(accountId, SessionEnded, {
      sessionId,
      accountId,
      lastTokenExpireTime: new Date(Date.now() + 3e5),
    });
  }

  async tell<T>(subject: string, type: EventType<T>, payload: DeepPartial<T>): Promise<void> {
    await this.hear('profile', await this.profile.append(subject, type, payload));
  }

  async tellOfComments<T>(type: EventType<T>, payload: DeepPartial<T>): Promise<void> {
    await this.hear('comments', await this.comments.append('', type, payload));
  }

  /** Waits until the service has applied a log up to a position. */
  async hear(name: 'profile' | 'comments', position: bigint): Promise<void> {
    const consumer = this.#running?.consumers.find((consumer) => consumer.name === name);
    await waitFor(() => consumer !== undefined && consumer.applied >= position);
  }

  /** The names of the events that the service's log tells about a subject. */
  async eventsOf(subject: string): Promise<string[]> {
    const events = await this.log();
    const types = events.filter((event) => event.subject === subject).map((event) => event.payload?.typeUrl ?? '');
    return types.map((url) => typeOfUrl(url).replace('tertulia.posts.v1.', ''));
  }

  /** All that the service has told, read from its database: what is committed is there at once. */
  async log(): Promise<Event[]> {
    await using database = await openDatabase({ url: this.databaseUrl, migrations });
    await using log = await openEventLog(database);
    const everything = { after: 0n, types: [], logId: '' };
    for await (const { events } of log.subscribe(everything, new AbortController().signal)) return events;
    return [];
  }

  owns(resources: AsyncDisposableStack): void {
    this.#resources = resources;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const resources = this.#resources;
    this.#resources = undefined;
    // The stage is among the resources: it comes here again, without them.
    if (resources) return resources.disposeAsync();
    await this.#members.disposeAsync();
    await this.stop();
  }
}
