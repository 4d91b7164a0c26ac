import {
  type handleServerStreamingCall,
  type handleUnaryCall,
  type Metadata,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { sharedCertificates } from '../../scripts/ca/testing/make-certificates.ts';
import { loadPolicies } from '../../services/kit/policies.ts';
import type { SocketAddress } from '../options.ts';

/** A call that a backend got. */
export interface ReceivedCall {
  /** `/tertulia.posts.v1.PostService/GetPost` */
  readonly path: string;
  /** The authority it came with. */
  readonly host: string;
  /** The value of a header; the first if there are several. */
  header(name: string): string | undefined;
}

/** An open server stream, in the hands of the test. */
export interface OpenStream {
  readonly path: string;
  send(message: Uint8Array): void;
  end(): void;
  readonly cancelled: boolean;
}

/** Stands for a service: answers every RPC of the contract with the bytes of the request, and keeps streams open. */
export interface Backend extends AsyncDisposable {
  readonly address: SocketAddress;
  readonly calls: readonly ReceivedCall[];
  readonly streams: readonly OpenStream[];
}

type Raw = Buffer<ArrayBufferLike>;

export interface BackendOptions {
  /** Default: a free one. */
  readonly port?: number;
  /** Whose certificate it shows. Default: one that is good for every service. */
  readonly as?: string;
  /** The gRPC status to refuse a unary call with; undefined answers it. Default: every call is answered. */
  readonly refuse?: (call: ReceivedCall) => number | undefined;
  /** Unary calls are answered only then. Default: at once. */
  readonly until?: Promise<unknown>;
  /** Unary calls that are never answered. Default: none. */
  readonly hang?: (call: ReceivedCall) => boolean;
}

/** Starts a backend on loopback, healthy from the start. */
export async function startBackend({
  port = 0,
  as = 'any',
  refuse,
  until = Promise.resolve(),
  hang = () => false,
}: BackendOptions = {}): Promise<Backend> {
  const calls: ReceivedCall[] = [];
  const streams: OpenStream[] = [];
  const server = new Server();
  server.addService(...asService(healthPath, false, (_call, answer) => answer(null, serving)));
  for (const [path, { serverStreaming }] of loadPolicies()) {
    const echo: handleUnaryCall<Raw, Raw> = (call, answer) => {
      const heard = received(path, call.getHost(), call.metadata);
      calls.push(heard);
      const code = refuse?.(heard);
      if (code !== undefined) answer({ code, details: 'refused' });
      else if (hang(heard)) return;
      else until.then(() => answer(null, call.request));
    };
    const keepOpen: handleServerStreamingCall<Raw, Raw> = (call) => {
      calls.push(received(path, call.getHost(), call.metadata));
      const headers = call.metadata.clone();
      // That of the request: the answer has another.
      headers.remove('content-length');
      call.sendMetadata(headers);
      streams.push({
        path,
        send: (message) => call.write(Buffer.from(message)),
        end: () => call.end(),
        get cancelled() {
          return call.cancelled;
        },
      });
    };
    server.addService(...asService(path, serverStreaming, serverStreaming ? keepOpen : echo));
  }
  const { certificate, key, roots } = (await sharedCertificates()).files(as);
  const credentials = ServerCredentials.createSsl(roots, [{ cert_chain: certificate, private_key: key }], true);
  const bound = await new Promise<number>((resolve, reject) =>
    server.bindAsync(`127.0.0.1:${port}`, credentials, (error, taken) => (error ? reject(error) : resolve(taken))),
  );
  return {
    address: { host: '127.0.0.1', port: bound },
    calls,
    streams,
    [Symbol.asyncDispose]: async () => server.forceShutdown(),
  };
}

const healthPath = '/grpc.health.v1.Health/Check';
// HealthCheckResponse { status: SERVING }
const serving = Buffer.from([8, 1]);

function asService(
  path: string,
  responseStream: boolean,
  handler: handleUnaryCall<Raw, Raw> | handleServerStreamingCall<Raw, Raw>,
): [ServiceDefinition, UntypedServiceImplementation] {
  const same = (value: Raw) => value;
  const method = {
    path,
    requestStream: false,
    responseStream,
    requestSerialize: same,
    requestDeserialize: same,
    responseSerialize: same,
    responseDeserialize: same,
  };
  return [{ method }, { method: handler }];
}

function received(path: string, host: string, metadata: Metadata): ReceivedCall {
  return { path, host, header: (name) => metadata.get(name)[0]?.toString() };
}
