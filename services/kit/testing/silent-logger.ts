import { createLogger } from '../logger.ts';

/** Keeps quiet. */
export const silentLogger = createLogger('test', 'silent');
