import { Registry } from 'prom-client';

/** Everything that this process counts: one process is one scrape target. */
export const registry = new Registry();

/**
 * Seconds, up to the longest timeout of a policy. Few, since each costs a number for each method and caller; the finest tell
 * calls within one machine apart.
 */
export const secondsBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2, 5, 10];
