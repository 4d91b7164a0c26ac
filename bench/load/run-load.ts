import { LoadConnection } from './connection.ts';
import { quantile } from './quantile.ts';
import type { PreparedRequest } from './request.ts';

/** A load: every connection has `inFlight` calls under way all the time (a closed loop). */
export interface LoadJob {
  port: number;
  connections: number;
  inFlight: number;
  /** Counted time. Ends earlier after `maxCalls`. */
  milliseconds: number;
  maxCalls: number;
  /** Sent one after the other, from the beginning again after the last. */
  requests: readonly PreparedRequest[];
}

/** What a load saw. */
export interface LoadResult {
  calls: number;
  /** How many of them did not end with status OK. */
  failures: number;
  seconds: number;
  p50Ms: number;
  p99Ms: number;
}

/** Runs one load to its end, the last answer included. */
export async function runLoad(job: LoadJob): Promise<LoadResult> {
  const latencies: number[] = [];
  let failures = 0;
  let sent = 0;
  const started = performance.now();
  const goesOn = () => performance.now() - started < job.milliseconds && sent < job.maxCalls;
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const connections: LoadConnection[] = [];
  const sendOn = (connection: LoadConnection) => {
    const request = job.requests[sent % job.requests.length];
    if (request === undefined) throw new Error('a load needs requests');
    sent += 1;
    connection.send(request);
  };
  const open = async () => {
    const connection: LoadConnection = await LoadConnection.open(job.port, (status, ms) => {
      const ok = status === 'OK';
      latencies.push(ms);
      if (!ok) failures += 1;
      if (ok && goesOn()) sendOn(connection);
      else if (connections.every(({ pending }) => pending === 0)) resolve();
    });
    connections.push(connection);
  };
  await Promise.all(Array.from({ length: job.connections }, open));
  for (const connection of connections) for (let i = 0; i < job.inFlight; i += 1) sendOn(connection);
  await done;
  const seconds = (performance.now() - started) / 1000;
  for (const connection of connections) connection.close();
  latencies.sort((a, b) => a - b);
  return {
    calls: latencies.length,
    failures,
    seconds,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
  };
}
