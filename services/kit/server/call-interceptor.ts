import {
  type Metadata as GrpcMetadata,
  ServerInterceptingCall,
  type ServerInterceptingCallInterface,
  type ServerInterceptor,
} from '@grpc/grpc-js';
import type { Metadata } from 'nice-grpc';
import { countRefusedCall } from '../metrics/served-calls.ts';
import type { Policies } from '../policies.ts';
import type { Admission, Place } from './admission.ts';
import { serviceHeader } from './audience.ts';
import { notArrivedStatus, overloadedStatus } from './refusal.ts';
import { serveStream } from './served-stream.ts';
import type { StreamMethod } from './stream-methods.ts';
import { Turns } from './turns.ts';

// grpc-js takes `grpc-timeout` out of the metadata, and nice-grpc's context has no deadline: it comes through here.
const deadlineKey = 'x-tertulia-deadline';

/** So many reads take about a millisecond. A write waits for some ten turns: for each of its statements, and its commit. */
const readsPerTurn = 8;
const atOnce = (forward: () => void) => forward();

/** What is never refused: health, and what else is no RPC of the contract. */
const unbounded: Place = { leave() {} };

/**
 * The outermost point of a call, where refusing costs least: while there is no room nothing is parsed, no token looked
 * at. A call that there is room for passes on, with what `readClientDeadline` and `mendDetails` are about. It takes its
 * place when it begins: those that send no more than headers hold none, nor do reads that wait for their turn.
 */
export function callInterceptor(
  admission: Admission,
  policies: Policies,
  streams: ReadonlyMap<string, StreamMethod>,
): ServerInterceptor {
  const turns = new Turns(readsPerTurn);
  const inTurn = turns.wait.bind(turns);
  return ({ path }, call) => {
    const stream = streams.get(path);
    if (stream !== undefined) return serveStream(call, stream);
    const policy = policies.get(path);
    const patienceMs = policy?.timeoutMs;
    if (policy === undefined) return pass(call, { path, patienceMs, enter: () => unbounded, begin: atOnce });
    if (!admission.hasRoom(policy)) return refuse(call, path);
    const begin = policy.idempotency === 'NO_SIDE_EFFECTS' ? inTurn : atOnce;
    return pass(call, { path, patienceMs, enter: () => admission.enter(policy), begin });
  };
}

function refuse(call: ServerInterceptingCallInterface, path: string): ServerInterceptingCall {
  return new ServerInterceptingCall(call, {
    start: (next) =>
      next({
        onReceiveMetadata(metadata) {
          countRefusedCall(readService(metadata), path.slice(1));
          call.sendStatus(overloadedStatus);
        },
      }),
  });
}

/** How a call gets in. */
interface Gate {
  readonly path: string;
  /** How long its request may take to arrive. Undefined: any time. */
  readonly patienceMs: number | undefined;
  /** Takes its place, if there still is one. */
  enter(): Place | undefined;
  /** Calls it when it is the call's turn. */
  begin(forward: () => void): void;
}

/** The place is given back when the handler is done, also if its client has gone: it works on. */
function pass(call: ServerInterceptingCallInterface, { path, patienceMs, enter, begin }: Gate): ServerInterceptingCall {
  let place: Place | undefined;
  let service = '';
  let arriving = patienceMs && setTimeout(() => call.sendStatus(notArrivedStatus), patienceMs);
  const stopWaiting = () => {
    clearTimeout(arriving);
    arriving = undefined;
  };
  return new ServerInterceptingCall(call, {
    start: (next) =>
      next({
        onReceiveMetadata(metadata, forward) {
          service = readService(metadata);
          metadata.remove(deadlineKey);
          const deadline = call.getDeadline();
          if (deadline !== Number.POSITIVE_INFINITY) metadata.set(deadlineKey, String(Number(deadline)));
          forward(metadata);
        },
        onReceiveHalfClose(forward) {
          stopWaiting();
          begin(() => {
            place = enter();
            if (place !== undefined) return forward();
            countRefusedCall(service, path.slice(1));
            call.sendStatus(overloadedStatus);
          });
        },
        onCancel: stopWaiting,
      }),
    sendMessage(message, next) {
      place?.leave();
      next(message);
    },
    sendStatus(status, next) {
      place?.leave();
      next(mendDetails(status));
    },
  });
}

function readService(metadata: GrpcMetadata): string {
  return String(metadata.get(serviceHeader)[0] ?? '');
}

/** grpc-js throws on half a surrogate pair, in an event handler once headers are sent, which ends the process. */
function mendDetails<Status extends { details?: string }>(status: Status): Status {
  const { details } = status;
  return !details || details.isWellFormed() ? status : { ...status, details: details.toWellFormed() };
}

/** When the client stops waiting, in milliseconds since the epoch. */
export function readClientDeadline(metadata: Metadata): number | undefined {
  const deadline = metadata.get(deadlineKey);
  return deadline === undefined ? undefined : Number(deadline);
}
