import { setTimeout as delay } from 'node:timers/promises';
import { Client, credentials } from '@grpc/grpc-js';
import { readCertificateFiles } from '../../services/kit/tls/certificate-files.ts';
import { gatewayName, nameOfPeer } from '../../services/kit/tls/spiffe.ts';
import type { ReplicaState } from './mesh-state.ts';

const pollMs = 50;
const callMs = 1_000;

/** How to wait. */
export interface ServingWait {
  /** The folder of certificates. */
  readonly tlsDir: string;
  readonly timeoutMs: number;
  /** Is asked again and again. Throws to give up early. */
  readonly onWait: () => void;
}

/** Resolves when a replica says of itself that it serves (grpc.health.v1); rejects when it does not in time. */
export async function awaitServing(replica: ReplicaState, { tlsDir, timeoutMs, onWait }: ServingWait): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  const client = openClient(replica, tlsDir);
  try {
    while (!(await isServing(client))) {
      onWait();
      if (Date.now() > deadline) throw new Error(`it did not say that it serves within ${timeoutMs / 1000} s`);
      await delay(pollMs);
    }
  } finally {
    client.close();
  }
}

/** Shows Envoy's certificate, the only one that services answer, and accepts only the one of the service. */
function openClient({ service, port }: ReplicaState, tlsDir: string): Client {
  const { certificate, key, roots } = readCertificateFiles(tlsDir, gatewayName);
  const checkServerIdentity = (_host: string, peer: { subjectaltname?: string }) =>
    nameOfPeer(peer.subjectaltname) === service ? undefined : new Error(`this is not ${service}`);
  return new Client(`127.0.0.1:${port}`, credentials.createSsl(roots, key, certificate, { checkServerIdentity }), {
    'grpc.enable_http_proxy': 0,
    'grpc.use_local_subchannel_pool': 1,
    'grpc.ssl_target_name_override': service,
    'grpc.default_authority': service,
    'grpc.initial_reconnect_backoff_ms': pollMs,
    'grpc.max_reconnect_backoff_ms': 4 * pollMs,
  });
}

const check = '/grpc.health.v1.Health/Check';
/** HealthCheckResponse { status: SERVING } */
const serving = Buffer.from([8, 1]);

function isServing(client: Client): Promise<boolean> {
  const same = (value: Buffer) => value;
  return new Promise((resolve) => {
    client.makeUnaryRequest(check, same, same, Buffer.alloc(0), { deadline: Date.now() + callMs }, (_error, answer) =>
      resolve(answer?.equals(serving) === true),
    );
  });
}
