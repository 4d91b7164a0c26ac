import { createLogger } from '../kit/logger.ts';
import { runMain } from '../kit/main.ts';
import { readPostsConfig } from './config.ts';
import { startPosts } from './service.ts';

await runMain(() => startPosts(readPostsConfig(process.env)), createLogger('posts'));
