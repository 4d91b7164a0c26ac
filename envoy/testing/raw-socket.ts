import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { waitFor } from '../../services/kit/testing/wait-for.ts';

/** A TCP connection on which a test writes what no client would. */
export interface RawSocket extends Disposable {
  /** Writes Latin-1. */
  write(text: string): void;
  /** What came back so far. */
  readonly received: string;
  readonly closed: boolean;
  /** Resolves when the other side has closed it; throws after 10 seconds. */
  untilClosed(): Promise<void>;
}

/** Connects to the host and port of `url`. */
export async function openSocket(url: string): Promise<RawSocket> {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect({ host: hostname, port: Number(port) });
  let received = '';
  let closed = false;
  socket.on('data', (bytes) => {
    received += bytes.toString('latin1');
  });
  // A reset is a way of closing too.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    closed = true;
  });
  await once(socket, 'connect');
  return {
    write: (text) => socket.write(text, 'latin1'),
    get received() {
      return received;
    },
    get closed() {
      return closed;
    },
    untilClosed: async () => {
      await waitFor(() => closed, { timeoutMs: 10_000 });
    },
    [Symbol.dispose]: () => socket.destroy(),
  };
}
