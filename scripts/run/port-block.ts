import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { SetupError } from '../install/report.ts';

// Below the range from which Linux takes the ports of outgoing connections: one of those could come in between.
const firstPort = 20_000;
const blockSize = 32;
const blockCount = 398;

let block: Promise<number[]> | undefined;

/**
 * A port that no other process is given here while this one lives, so that nobody else takes it between its choice and
 * its use, nor while what listened on it is restarted. Something foreign may listen on it.
 */
export async function takePort(): Promise<number> {
  block ??= claimBlock();
  const own = block;
  const port = (await own).shift();
  if (port !== undefined) return port;
  // Who also found it empty may have begun with the next one meanwhile.
  if (block === own) block = undefined;
  return takePort();
}

/** To listen on the first port of a block is to own the block; the claim ends with the process, however that ends. */
async function claimBlock(): Promise<number[]> {
  const start = randomInt(blockCount);
  for (let tried = 0; tried < blockCount; tried += 1) {
    const first = firstPort + ((start + tried) % blockCount) * blockSize;
    if (await holdPort(first)) return Array.from({ length: blockSize - 1 }, (_, index) => first + 1 + index);
  }
  throw new SetupError(`No ports are free between ${firstPort} and ${firstPort + blockCount * blockSize}.`);
}

async function holdPort(port: number): Promise<boolean> {
  const server = createServer((socket) => socket.destroy());
  server.unref();
  server.listen({ port, host: '127.0.0.1' });
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  }
}
