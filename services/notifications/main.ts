import { createLogger } from '../kit/logger.ts';
import { runMain } from '../kit/main.ts';
import { readNotificationsConfig } from './config.ts';
import { startNotifications } from './service.ts';

await runMain(() => startNotifications(readNotificationsConfig(process.env)), createLogger('notifications'));
