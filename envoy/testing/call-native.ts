import { type ChannelCredentials, Client, credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { sharedCertificates } from '../../scripts/ca/testing/make-certificates.ts';
import type { CertificateFiles } from '../../services/kit/tls/certificate-files.ts';

export interface NativeCallOptions {
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: an empty message. */
  readonly message?: Uint8Array;
  /** The call's authority. Default: the address. */
  readonly authority?: string;
  /** At an `https:` URL: the certificate that is shown, or whose it is of those of all tests. Default: that of posts. */
  readonly as?: string | CertificateFiles | undefined;
}

/** How a native gRPC call ended. */
export interface NativeAnswer {
  /** The name of the gRPC status. */
  readonly status: string;
  readonly message: Buffer | undefined;
  readonly error: ServiceError | null;
}

/** Makes one unary call in native gRPC. Any path may be called, also one that the contract does not have. */
export async function callNative(url: string, path: string, options: NativeCallOptions = {}): Promise<NativeAnswer> {
  const { token, headers = {}, message = new Uint8Array(), authority, as = 'posts' } = options;
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  if (token !== undefined) metadata.set('authorization', `Bearer ${token}`);
  const { host, protocol } = new URL(url);
  const secrets = protocol === 'https:' ? await showCertificate(as) : credentials.createInsecure();
  const client = new Client(host, secrets, {
    'grpc.enable_http_proxy': 0,
    'grpc.use_local_subchannel_pool': 1,
    'grpc.ssl_target_name_override': 'envoy',
    ...(authority !== undefined && { 'grpc.default_authority': authority }),
  });
  const same = (value: Buffer) => value;
  try {
    return await new Promise((resolve) => {
      const deadline = Date.now() + 10_000;
      client.makeUnaryRequest(path, same, same, Buffer.from(message), metadata, { deadline }, (error, answer) =>
        resolve({ status: error === null ? 'OK' : (status[error.code] ?? ''), message: answer, error }),
      );
    });
  } finally {
    client.close();
  }
}

/** Believes whoever the roots have signed: whether Envoy is Envoy is not what is tested with it. */
async function showCertificate(as: string | CertificateFiles): Promise<ChannelCredentials> {
  const { certificate, key, roots } = typeof as === 'string' ? (await sharedCertificates()).files(as) : as;
  return credentials.createSsl(roots, key, certificate, { checkServerIdentity: () => undefined });
}
