import { setTimeout as delay } from 'node:timers/promises';
import { LoadConnection } from './connection.ts';
import { quantile } from './quantile.ts';
import type { PreparedRequest } from './request.ts';

/** A load whose calls come when they come, whether those before have been answered or not (an open loop). */
export interface ArrivalJob {
  port: number;
  connections: number;
  /** Calls a second, on average: they come at random (a Poisson process). */
  rate: number;
  milliseconds: number;
  /** An answer that takes longer is of no use to anyone, and is counted as late. */
  patienceMs: number;
  /** Sent one after the other, from the beginning again after the last. */
  requests: readonly PreparedRequest[];
}

/** How calls of one RPC that ended alike fared. */
export interface Outcome {
  /** `/tertulia.posts.v1.PostService/GetPost` */
  path: string;
  /** A gRPC status by name; `late`: OK, but after the patience; `lost`: no status; `unsent`: every stream was taken. */
  status: string;
  calls: number;
  p50Ms: number;
  p99Ms: number;
}

/** What such a load saw. */
export interface ArrivalResult {
  offered: number;
  /** While calls came, without the waiting for the last answers. */
  seconds: number;
  outcomes: Outcome[];
  /** How late the generator itself sent a call, at the 99th percentile: above some milliseconds it is no measure. */
  lagP99Ms: number;
}

/** What Envoy's edge allows on one connection. */
const streamsEach = 100;
const tickMs = 1;

/** Runs one load; ends when all is answered, or the patience with the last call is at its end. */
export async function runArrivals(job: ArrivalJob): Promise<ArrivalResult> {
  const outcomes = new Outcomes(job.patienceMs);
  let pending = 0;
  const onAnswer = (status: string, ms: number, { path }: PreparedRequest) => {
    pending -= 1;
    outcomes.add(path, status, ms);
  };
  const open = () => LoadConnection.open(job.port, onAnswer);
  const connections = await Promise.all(Array.from({ length: job.connections }, open));
  const lags: number[] = [];
  const start = performance.now();
  let next = gap(job.rate);
  let sent = 0;
  for (let tick = 0; next < job.milliseconds; tick += 1) {
    await delay(tickMs);
    const now = performance.now() - start;
    // What is due at once goes on one connection: many connections of one call each would cost the generator more.
    const connection = roomiest(connections, tick);
    connection.hold();
    for (; next <= now && next < job.milliseconds; next += gap(job.rate)) {
      const request = job.requests[sent % job.requests.length];
      if (request === undefined) throw new Error('a load needs requests');
      sent += 1;
      lags.push(now - next);
      if (connection.pending >= streamsEach) {
        outcomes.add(request.path, 'unsent', 0);
        continue;
      }
      pending += 1;
      connection.send(request);
    }
    connection.flush();
  }
  const seconds = (performance.now() - start) / 1000;
  const deadline = performance.now() + job.patienceMs;
  while (pending > 0 && performance.now() < deadline) await delay(10);
  for (const connection of connections) connection.close();
  while (pending > 0) await delay(1);
  lags.sort((a, b) => a - b);
  return { offered: sent, seconds, outcomes: outcomes.summarise(), lagP99Ms: quantile(lags, 0.99) };
}

/** Milliseconds until the next call. */
function gap(rate: number): number {
  return (-Math.log(1 - Math.random()) * 1000) / rate;
}

/** The next in turn that has room for another call, or the next in turn. */
function roomiest(connections: readonly LoadConnection[], turn: number): LoadConnection {
  for (let step = 0; step < connections.length; step += 1) {
    const connection = connections[(turn + step) % connections.length];
    if (connection !== undefined && connection.pending < streamsEach / 2) return connection;
  }
  const [first] = connections.toSorted((a, b) => a.pending - b.pending);
  if (first === undefined) throw new Error('a load needs connections');
  return first;
}

/** The latencies of calls, by RPC and status. */
class Outcomes {
  readonly #patienceMs: number;
  readonly #latencies = new Map<string, { path: string; status: string; all: number[] }>();

  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  add(path: string, answered: string, ms: number): void {
    const status = answered === 'OK' && ms > this.#patienceMs ? 'late' : answered;
    const key = `${path} ${status}`;
    const known = this.#latencies.get(key);
    if (known === undefined) this.#latencies.set(key, { path, status, all: [ms] });
    else known.all.push(ms);
  }

  summarise(): Outcome[] {
    return [...this.#latencies.values()].map(({ path, status, all }) => {
      all.sort((a, b) => a - b);
      return { path, status, calls: all.length, p50Ms: quantile(all, 0.5), p99Ms: quantile(all, 0.99) };
    });
  }
}
