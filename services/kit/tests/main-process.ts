// A process as a service's main.ts makes it: `main-process.ts ok | slow | fail [FLOORS as JSON]`.
import { setTimeout as delay } from 'node:timers/promises';
import type { Floor } from '../floors.ts';
import { createLogger } from '../logger.ts';
import { runMain } from '../main.ts';

const logger = createLogger('example');
const stays = setInterval(() => {}, 1_000);

async function start() {
  if (process.argv[2] === 'fail') throw new Error('cannot listen on 127.0.0.1:1: the port is taken');
  const dispose = async () => {
    if (process.argv[2] === 'slow') await delay(60_000);
    clearInterval(stays);
    logger.info('disposed');
  };
  return { port: 4_711, [Symbol.asyncDispose]: dispose };
}

const floors = JSON.parse(process.argv[3] ?? '[]') as Floor[];
await runMain(start, logger, floors);
