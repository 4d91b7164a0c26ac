import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { type Member, post, signUp } from '../members.ts';

/** Signs up people who can be mentioned: posts and notifications know them when it is done. */
export async function signUpWatchers(url: string, count: number): Promise<Member[]> {
  const watchers = await Promise.all(Array.from({ length: count }, (_, number) => signUp(url, `watcher_${number}`)));
  const herald = await signUp(url, 'herald');
  for (let from = 0; from < count; from += 10) {
    await post(
      herald,
      watchers
        .slice(from, from + 10)
        .map(({ handle }) => `@${handle}`)
        .join(' '),
    );
  }
  const isMentioned = async ({ api }: Member) => (await api.notifications.getUnreadCount({})).unreadCount > 0;
  await waitFor(async () => (await Promise.all(watchers.map(isMentioned))).every(Boolean), { timeoutMs: 20_000 });
  return watchers;
}
