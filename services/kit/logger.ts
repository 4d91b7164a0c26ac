import { type Logger, type LoggerOptions, pino } from 'pino';

export type { Logger } from 'pino';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Writes JSON lines to stdout. Neither bodies of requests nor tokens are given to it. */
export function createLogger(name: string, level: LogLevel = 'info'): Logger {
  const options: LoggerOptions = {
    level,
    base: { name, pid: process.pid },
    formatters: { level: (label) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  // At once: a line that waits is lost, or out of order, when the process ends.
  return pino(options, pino.destination({ fd: process.stdout.fd, sync: true }));
}
