import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { Channel } from 'nice-grpc';
import { NotificationKind } from '#gen/tertulia/notifications/v1/notification.ts';
import { examineTertulia } from '../scripts/testing/examine-tertulia.ts';
import { startTertulia } from '../scripts/testing/start-tertulia.ts';
import { Connection } from '../services/kit/database/connection.ts';
import { actAtOnce } from '../services/profile/tests/race-acts.ts';
import { password, signUp } from './members.ts';
import { type NativeApi, openClient, openEdge } from './model/open-client.ts';
import { openKeptActs } from './races/kept-acts.ts';
import { type RealAct, RealActs } from './races/real-acts.ts';

const rounds = Number(process.env.RACE_ROUNDS ?? 200);
/** After so many rounds each reads what they are told, so that what comes next is told anew. */
const readEvery = 3;

/** After so many rounds everybody signs in again: an access token is good for five minutes. */
const roundsOfToken = 50;

type Racer = NativeApi & { readonly accountId: string; readonly handle: string; readonly channel: Channel };

const kinds: Readonly<Record<RealAct['kind'], NotificationKind>> = {
  follow: NotificationKind.NOTIFICATION_KIND_FOLLOW,
  follow_request: NotificationKind.NOTIFICATION_KIND_FOLLOW_REQUEST,
  follow_accepted: NotificationKind.NOTIFICATION_KIND_FOLLOW_ACCEPTED,
};

test('of all that two people do to each other at once, each real follow notifies once, and nothing else', async (t) => {
  t.timeout(Math.max(rounds * 5_000, 600_000));
  // The hundred come from one place at once: whom to turn away is another test's.
  await using tertulia = await startTertulia({ envOf: { profile: { PROFILE_MAX_CALLS: '1000' } } });
  await using resources = new AsyncDisposableStack();
  const signUpRacer = async (handle: string): Promise<Racer> => {
    const { id, token } = await signUp(tertulia.url, handle);
    const channel = openEdge(tertulia.url);
    resources.defer(() => channel.close());
    return { ...openClient(channel, token), accountId: id, handle, channel };
  };
  let [ana, bo] = [await signUpRacer('ana_races'), await signUpRacer('bo_races')];
  const log = await Connection.open(join(tertulia.dataDir, 'profile.sqlite'));
  resources.defer(() => log.close());
  await log.exec('pragma busy_timeout = 10000; pragma query_only = on');
  const real = new RealActs(log);
  const kept = resources.use(await openKeptActs(tertulia.dataDir));

  for (let round = 0; round < rounds; round += 1) {
    if (round % roundsOfToken === roundsOfToken - 1) [ana, bo] = [await signInAgain(ana), await signInAgain(bo)];
    await actAtOnce(round, ana, bo);
    await real.read();
    await kept.reach(real.position);
    t.deepEqual(sorted(await kept.standing()), sorted(real.standing), `round ${round}`);
    for (const who of [ana, bo]) await checkTold(t, who, real.standing, round);
    for (const who of [ana, bo]) await checkCounts(t, who, round);
  }
  t.deepEqual(await kept.ever(), real.all);
  t.true(real.all.length > rounds);
  t.log(`${rounds} rounds, ${real.position} events, ${real.all.length} notified`);
  await examineTertulia(t, tertulia);
});

async function signInAgain({ channel, accountId, handle }: Racer): Promise<Racer> {
  const request = { requestId: randomUUID(), handle, password };
  const { accessToken } = await openClient(channel).sessions.signIn(request);
  return { ...openClient(channel, accessToken), accountId, handle, channel };
}

/** The list shows just what stands, each once, and the unread count is that of the list. */
async function checkTold(t: ExecutionContext, who: Racer, standing: readonly RealAct[], round: number): Promise<void> {
  const { notifications } = await who.notifications.listNotifications({ pageSize: 100 });
  const wanted = standing.filter(({ receiverId }) => receiverId === who.accountId);
  const told = notifications
    .filter(({ kind }) => kind !== NotificationKind.NOTIFICATION_KIND_NEW_SIGN_IN)
    .map(({ kind, actorCount }) => [kind, actorCount]);
  t.deepEqual(told.toSorted(), wanted.map(({ kind }) => [kinds[kind], 1]).toSorted(), `${who.handle}, round ${round}`);
  const { unreadCount } = await who.notifications.getUnreadCount({});
  t.is(unreadCount, notifications.filter(({ read }) => !read).length, `${who.handle}, round ${round}`);
  const [newest] = notifications;
  if (round % readEvery !== 0 || newest === undefined) return;
  const upTo = { upToNotificationId: newest.notificationId };
  await who.notifications.markRead({ requestId: randomUUID(), ...upTo });
}

/** One's own counts are those of one's own lists. */
async function checkCounts(t: ExecutionContext, who: Racer, round: number): Promise<void> {
  const { accountId } = who;
  const [{ profile }, { followers }, { following }] = await Promise.all([
    who.profiles.getProfile({ name: { $case: 'accountId', value: accountId } }),
    who.graph.listFollowers({ accountId }),
    who.graph.listFollowing({ accountId }),
  ]);
  const counts = [profile?.followerCount, profile?.followingCount];
  t.deepEqual(counts, [followers.length, following.length], `${who.handle}, round ${round}`);
}

function sorted(acts: readonly RealAct[]): RealAct[] {
  return acts.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf({ kind, receiverId }: RealAct): string {
  return `${kind} ${receiverId}`;
}
