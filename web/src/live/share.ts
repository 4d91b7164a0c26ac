import { type Watched, watch } from './watch.ts';

/** A stream for all tabs of this browser. */
export interface Shared<T extends { cursor: string }> {
  /** Unique to the stream and the account. */
  name: string;
  open: Watched<T>['open'];
  /** The cursor to begin after, until one was told; '' begins now. Default: ''. */
  begin?(signal: AbortSignal): Promise<string>;
  /** `resumed` is false when the stream began anew: what came just before it is not told. */
  onMessage(message: T, resumed: boolean): void;
  onConnected(connected: boolean): void;
}

/** What tabs tell each other. Who comes asks how the stream stands; who reads it answers. */
type Told<T> = { message: T; resumed: boolean } | { connected: boolean } | { cursor: string } | { asks: true };

/**
 * Watches a stream once for all tabs: the tab that holds the lock reads it and tells the others; when it closes, the
 * next one goes on from the last cursor. Without this, a few tabs would use up the six connections that a browser
 * opens to one HTTP/1.1 server.
 */
export async function watchShared<T extends { cursor: string }>(shared: Shared<T>, signal: AbortSignal): Promise<void> {
  const tabs = new BroadcastChannel(shared.name);
  let cursor = '';
  let connected: boolean | undefined;
  let reading = false;
  let refused = false;

  async function* open(known: string, signal: AbortSignal): AsyncGenerator<T, void> {
    cursor = known;
    if (cursor === '' && !refused) cursor = (await shared.begin?.(signal)) ?? '';
    yield* shared.open(cursor, signal);
  }
  const take = (told: Told<T>) => {
    if ('asks' in told) answer();
    else if ('connected' in told) {
      connected = told.connected;
      shared.onConnected(connected);
    } else if ('cursor' in told) cursor = told.cursor;
    else {
      cursor = told.message.cursor;
      shared.onMessage(told.message, told.resumed);
    }
  };
  const tell = (told: Told<T>) => {
    tabs.postMessage(told);
    take(told);
  };
  const answer = () => {
    if (!reading) return;
    tabs.postMessage({ cursor });
    if (connected !== undefined) tabs.postMessage({ connected });
  };
  tabs.addEventListener('message', ({ data }: MessageEvent<Told<T>>) => take(data));
  tabs.postMessage({ asks: true });

  try {
    await navigator.locks.request(shared.name, { signal }, () => {
      reading = true;
      return watch<T>(
        {
          open,
          cursor: () => cursor,
          forgetCursor() {
            cursor = '';
            refused = true;
          },
          onMessage: (message) => tell({ message, resumed: cursor !== '' }),
          onConnected: (connected) => tell({ connected }),
        },
        signal,
      );
    });
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    tabs.close();
  }
}
