import { readFileSync } from 'node:fs';

/** One process that serves metrics. */
export interface MetricsTarget {
  /** `posts` */
  readonly service: string;
  /** `posts/2` */
  readonly replica: string;
  /** Where Envoy calls it: `127.0.0.1:9002`. */
  readonly address?: string;
  /** What it was made from, as people call it; absent where it is what everything was started from. */
  readonly version?: string;
  /** `http://127.0.0.1:9102/metrics` */
  readonly url: string;
}

/**
 * Whom to ask for metrics, from a file that holds a list of them in JSON. It is read anew each time, since replicas come
 * and go; a file that cannot be read, or holds something else, leaves the last answer.
 */
export function openTargets(path: string): () => readonly MetricsTarget[] {
  let last: readonly MetricsTarget[] = [];
  return () => {
    try {
      last = parseTargets(readFileSync(path, 'utf8'));
    } catch (error) {
      console.error(`${path} is not taken:`, error instanceof Error ? error.message : error);
    }
    return last;
  };
}

function parseTargets(text: string): MetricsTarget[] {
  const found: unknown = JSON.parse(text);
  if (!Array.isArray(found) || !found.every(isTarget)) throw new Error('it is no list of {service, replica, url}');
  return found;
}

function isTarget(value: unknown): value is MetricsTarget {
  if (typeof value !== 'object' || value === null) return false;
  const { service, replica, url } = value as Record<string, unknown>;
  return typeof service === 'string' && typeof replica === 'string' && typeof url === 'string' && URL.canParse(url);
}
