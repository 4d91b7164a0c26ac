import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Channel } from 'nice-grpc';
import type { Tertulia } from '../../scripts/testing/start-tertulia.ts';
import { Connection } from '../../services/kit/database/connection.ts';
import { password } from '../members.ts';
import { type NativeApi, openClient } from './open-client.ts';

/** A log that others copy from. */
export type Log = 'profile' | 'posts' | 'comments';

/** Waits until what was written to a log has been applied by all who follow it. */
export interface Settling extends AsyncDisposable {
  settle(logs: Iterable<Log>): Promise<void>;
}

/** Which cursor of which database follows a log. */
const followers: Record<Log, readonly (readonly [database: string, cursor: string])[]> = {
  profile: [
    ['posts', 'profile'],
    ['comments', 'profile'],
    ['notifications', 'profile'],
  ],
  posts: [
    ['posts', 'posts-fan-out'],
    ['comments', 'posts'],
    ['notifications', 'posts'],
  ],
  comments: [
    ['posts', 'comments'],
    ['notifications', 'comments'],
  ],
};

const timeoutMs = 20_000;
const pollMs = 1;
/** An access token is good for five minutes. */
const tokenUseMs = 120_000;

/**
 * The barrier is exact: somebody apart writes to the log something that all its followers heed, and when each has
 * applied that it has applied all before. A cursor passes over what nobody heeds without hurry: it would not do alone.
 */
export async function openSettling(tertulia: Tertulia, channel: Channel): Promise<Settling> {
  await using resources = new AsyncDisposableStack();
  const databases = new Map<string, Connection>();
  for (const name of ['profile', 'posts', 'comments', 'notifications']) {
    const connection = await Connection.open(join(tertulia.dataDir, `${name}.sqlite`));
    await connection.exec('pragma busy_timeout = 10000; pragma query_only = on');
    databases.set(name, connection);
    resources.defer(() => connection.close());
  }
  const of = (name: string) => databases.get(name) as Connection;
  const probe = await signUpProbe(channel);
  const owned = resources.move();

  const settle = async (log: Log) => {
    const subject = await probe.write(log);
    const sql = 'select position from event where subject = :subject order by position desc limit 1';
    const last = await of(log).get<{ position: number }>(sql, { subject });
    const to = last?.position ?? 0;
    await Promise.all(followers[log].map(([database, cursor]) => reach(of(database), cursor, to)));
  };
  return {
    async settle(logs) {
      // One after the other: what is told of posts may need what is told of people.
      for (const log of logs) await settle(log);
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

async function reach(database: Connection, cursor: string, position: number): Promise<void> {
  const end = Date.now() + timeoutMs;
  const sql = 'select position from event_cursor where name = :cursor';
  while (((await database.get<{ position: number }>(sql, { cursor }))?.position ?? 0) < position) {
    if (Date.now() > end) throw new Error(`${cursor} did not come to ${position} within ${timeoutMs} ms`);
    await delay(pollMs);
  }
}

interface Probe {
  /** Writes to a log. The subject of the event. */
  write(log: Log): Promise<string>;
}

async function signUpProbe(channel: Channel): Promise<Probe> {
  const guest = openClient(channel);
  const handle = `probe_${randomUUID().slice(0, 8)}`;
  const signedUp = await guest.accounts.signUp({ requestId: randomUUID(), handle, password });
  let api = openClient(channel, signedUp.accessToken);
  let signInTime = Date.now() + tokenUseMs;
  const renew = async () => {
    if (Date.now() < signInTime) return;
    const { accessToken } = await guest.sessions.signIn({ requestId: randomUUID(), handle, password });
    api = openClient(channel, accessToken);
    signInTime = Date.now() + tokenUseMs;
  };
  const accountId = signedUp.profile?.accountId ?? '';
  const postId = await createPost(api);
  let count = 0;
  let commentId = '';
  const writes: Record<Log, () => Promise<string>> = {
    async profile() {
      const profile = { displayName: `Probe ${count}` };
      await api.profiles.updateProfile({ requestId: randomUUID(), profile, updateMask: ['display_name'] });
      return accountId;
    },
    async posts() {
      const post = { postId, text: `Probe ${count}` };
      await api.posts.updatePost({ requestId: randomUUID(), post, updateMask: ['text'] });
      return postId;
    },
    async comments() {
      if (commentId !== '') {
        await api.comments.deleteComment({ requestId: randomUUID(), commentId });
        commentId = '';
      } else {
        const request = { requestId: randomUUID(), postId, parentCommentId: '', text: 'Probe' };
        commentId = (await api.comments.createComment(request)).comment?.commentId ?? '';
      }
      return postId;
    },
  };
  // One at a time: worlds that share it must not undo each other's writes.
  let last: Promise<unknown> = Promise.resolve();
  return {
    write(log) {
      const next = last.then(async () => {
        await renew();
        count += 1;
        return writes[log]();
      });
      last = next.catch(() => undefined);
      return next;
    },
  };
}

/** A new author may write once posts has heard of them. */
async function createPost(api: NativeApi): Promise<string> {
  const { post } = await api.posts.createPost({ requestId: randomUUID(), text: 'Probe', audience: 1 });
  return post?.postId ?? '';
}
