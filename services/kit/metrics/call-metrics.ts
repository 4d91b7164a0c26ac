import { Status } from 'nice-grpc';
import { Counter, Gauge, Histogram } from 'prom-client';
import { registry, secondsBuckets } from './registry.ts';

/** One call that is being counted. */
export interface CountedCall {
  /** Counts it once, however often it is called. */
  end(code: Status): void;
}

/** Counts calls of one side. `method` has no slash in front: `tertulia.posts.v1.PostService/GetPost`. */
export type CallCounter = (peer: string, method: string, streaming: boolean) => CountedCall;

/**
 * The metrics of one side of calls (`server`, `client`), after the names that gRPC's own libraries use:
 * `grpc_SIDE_handled_total`, `grpc_SIDE_handling_seconds` (unary calls only) and `grpc_SIDE_open_streams`.
 */
export function createCallCounter(side: 'server' | 'client', peerLabel: 'caller' | 'callee'): CallCounter {
  const labelNames = [peerLabel, 'method'];
  const registers = [registry];
  const handled = new Counter({
    name: `grpc_${side}_handled_total`,
    help: 'Calls that have ended, by how they ended.',
    labelNames: [...labelNames, 'code'],
    registers,
  });
  const handling = new Histogram({
    name: `grpc_${side}_handling_seconds`,
    help: 'How long unary calls took.',
    labelNames,
    buckets: secondsBuckets,
    registers,
  });
  const openStreams = new Gauge({
    name: `grpc_${side}_open_streams`,
    help: 'Streams that are open now.',
    labelNames,
    registers,
  });
  return (peer, method, streaming) => {
    const start = performance.now();
    const labels = { [peerLabel]: peer, method };
    let ended = false;
    if (streaming) openStreams.inc(labels);
    return {
      end(code) {
        if (ended) return;
        ended = true;
        handled.inc({ ...labels, code: Status[code] });
        if (streaming) openStreams.dec(labels);
        else handling.observe(labels, (performance.now() - start) / 1000);
      },
    };
  };
}
