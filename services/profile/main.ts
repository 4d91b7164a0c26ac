import { createLogger } from '../kit/logger.ts';
import { runMain } from '../kit/main.ts';
import { readProfileConfig } from './config.ts';
import { startProfile } from './service.ts';

await runMain(() => startProfile(readProfileConfig(process.env)), createLogger('profile'));
