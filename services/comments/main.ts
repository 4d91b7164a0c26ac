import { createLogger } from '../kit/logger.ts';
import { runMain } from '../kit/main.ts';
import { readCommentsConfig } from './config.ts';
import { startComments } from './service.ts';

await runMain(() => startComments(readCommentsConfig(process.env)), createLogger('comments'));
