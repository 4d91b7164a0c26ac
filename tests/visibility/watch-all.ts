import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { type Viewer, viewers } from './expectation.ts';
import { type Scene, writePost } from './scene.ts';

/** What streams told until they had told something later. */
export interface Told extends AsyncDisposable {
  home(viewer: Viewer, postId: string): Promise<boolean>;
  notified(viewer: Viewer, postId: string): Promise<boolean>;
}

interface Streams {
  readonly home: readonly string[];
  readonly notified: readonly string[];
  close(): Promise<void>;
}

/** A stream that is silent has told all that came before this. */
const timeoutMs = 10_000;

/**
 * Opens both streams of everybody, has the author write once more for each audience, and at last for each stream
 * something that it tells for certain: what came before that is told then, or never.
 */
export async function watchAll(scene: Scene): Promise<Told> {
  const streams = new Map<Viewer, Streams>();
  for (const viewer of viewers) if (scene.person(viewer)) streams.set(viewer, await openStreams(scene, viewer));
  const mentioned = scene.person('mentioned')?.handle ?? '';
  for (const item of scene.items) {
    const text = `Late, for ${item.audience} @${mentioned}`;
    item.latePostId = await writePost(scene.author, item.audience, scene.circleId, text);
  }
  const last = new Map<Viewer, readonly [own: string, mention: string]>();
  for (const viewer of streams.keys()) {
    const person = scene.person(viewer);
    if (person === undefined) continue;
    const own = await writePost(person, 'public', '', 'The last of mine');
    const mention = await writePost(scene.witness, 'public', '', `The last for @${person.handle}`);
    last.set(viewer, [own, mention]);
  }
  for (const [viewer, { home, notified }] of streams) {
    const [own = '', mention = ''] = last.get(viewer) ?? [];
    await waitFor(() => home.includes(own), { timeoutMs });
    await waitFor(() => notified.includes(mention), { timeoutMs });
  }
  return {
    home: async (viewer, postId) => streams.get(viewer)?.home.includes(postId) ?? false,
    notified: async (viewer, postId) => streams.get(viewer)?.notified.includes(postId) ?? false,
    async [Symbol.asyncDispose]() {
      for (const stream of streams.values()) await stream.close();
    },
  };
}

async function openStreams(scene: Scene, viewer: Viewer): Promise<Streams> {
  const [home, notified]: [string[], string[]] = [[], []];
  const { signal, abort } = stopping();
  const api = scene.api(viewer);
  const first = { home: Promise.withResolvers<void>(), notified: Promise.withResolvers<void>() };
  const readHome = async () => {
    for await (const { postIds } of api.timelines.watchHome({ cursor: '' }, { signal })) {
      home.push(...postIds);
      first.home.resolve();
    }
  };
  const readNotifications = async () => {
    for await (const message of api.notifications.watchNotifications({ cursor: '' }, { signal })) {
      notified.push(...message.notifications.map(({ postId }) => postId));
      first.notified.resolve();
    }
  };
  const ended = Promise.allSettled([readHome(), readNotifications()]);
  await Promise.all([first.home.promise, first.notified.promise]);
  const close = async () => {
    abort();
    await ended;
  };
  return { home, notified, close };
}

function stopping() {
  const stop = new AbortController();
  return { signal: stop.signal, abort: () => stop.abort() };
}
