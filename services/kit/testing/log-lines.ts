import { pino } from 'pino';
import type { Logger } from '../logger.ts';

/** A logger that keeps what it is told, for a test to read. */
export function keepLogLines(): { logger: Logger; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => lines.push(JSON.parse(line)) });
  return { logger, lines };
}
