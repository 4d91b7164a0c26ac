import type { CallContext, CallOptions } from 'nice-grpc';
import type { Ending } from './ending.ts';

/** Who makes a call, as far as the RPC's policy asks. */
export type Caller =
  | { kind: 'anyone' }
  | { kind: 'member'; accountId: string; sessionId: string }
  | { kind: 'service'; service: string };

/** Options of a call to another service: nice-grpc's own, and until when the answer is of use. */
export type MeshCallOptions = CallOptions & { deadline?: Date };

/** What the kit adds to nice-grpc's context of a call. */
export interface CallExtension {
  readonly caller: Caller;
  /** The full path: `/tertulia.posts.v1.PostService/CreatePost`. */
  readonly method: string;
  /** When the call is ended with DEADLINE_EXCEEDED. Undefined for a stream without one. */
  readonly deadline: Date | undefined;
  /** W3C trace context: taken from the caller, or made here. */
  readonly traceparent: string;
  /** Tells what `signal` does, to one that waits: what a stream that is open for long takes instead. */
  readonly ending: Ending;
  /** Options for calls made on behalf of this one: its token, its trace, its end and its deadline. */
  readonly forward: MeshCallOptions;
}

/** The context that every handler gets. */
export type Call = CallContext & CallExtension;

/** The account that is looking, if it is a member that calls. */
export function viewerId(call: Call): string | undefined {
  return call.caller.kind === 'member' ? call.caller.accountId : undefined;
}

/** The calling account. For RPCs of AUDIENCE_MEMBER; elsewhere asking is a mistake in the program, and throws. */
export function memberId(call: Call): string {
  const id = viewerId(call);
  if (id === undefined) throw new Error(`${call.method} asked for a member, but its policy lets others call`);
  return id;
}
