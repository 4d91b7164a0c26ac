import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Writes JSON lines to stdout. Neither bodies of requests nor tokens are given to it. */
export function createLogger(name: string, level: LogLevel = 'info'): Logger {
  return pino({
    name,
    level,
    base: { name, pid: process.pid },
    formatters: { level: (label) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}
