import { type ClientHttp2Session, connect, constants, type IncomingHttpHeaders } from 'node:http2';
import type { CertificateFiles } from '../../services/kit/tls/certificate-files.ts';
import { type Answer, frameOf, opened, type RawCall, type RawClient, reset, silenceMs, toAnswer } from './answer.ts';

export interface NativeClientOptions {
  /** Whom the calls are for. Default: the address. */
  authority?: string;
  /** What is shown at an `https:` URL. */
  certificate?: CertificateFiles;
}

/** Native gRPC over HTTP/2, as frames. */
export function openNative(url: string, options: NativeClientOptions = {}): RawClient {
  const { authority = new URL(url).host, certificate: shown } = options;
  const tls = shown && { cert: shown.certificate, key: shown.key, ca: shown.roots };
  const raw = { strictSingleValueFields: false, checkServerIdentity: () => undefined };
  let session: ClientHttp2Session | undefined;
  const live = () => {
    if (session === undefined || session.closed || session.destroyed) {
      session = connect(url, { ...raw, ...tls } as object);
      session.on('error', () => undefined);
    }
    return session;
  };
  return {
    call: (call) => callNative(live(), authority, call),
    [Symbol.dispose]: () => session?.destroy(),
  };
}

function callNative(session: ClientHttp2Session, authority: string, call: RawCall): Promise<Answer> {
  return new Promise((resolve) => {
    const stream = session.request(toHeaders(authority, call));
    let headers: IncomingHttpHeaders = {};
    let trailers: IncomingHttpHeaders = {};
    const leave = () => {
      resolve(opened);
      stream.close(constants.NGHTTP2_CANCEL);
    };
    const silence = call.serverStreaming ? setTimeout(leave, silenceMs) : undefined;
    stream.on('response', (fields) => {
      headers = fields;
    });
    stream.on('trailers', (fields) => {
      trailers = fields;
    });
    const received: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => {
      if (call.serverStreaming) leave();
      else received.push(chunk);
    });
    stream.on('error', () => resolve(reset));
    stream.on('close', () => {
      clearTimeout(silence);
      // Behind the five bytes that frame it.
      resolve({ ...readAnswer(headers, trailers), message: Buffer.concat(received).subarray(5) });
    });
    stream.end(frameOf(call));
  });
}

function toHeaders(authority: string, { path, headers }: RawCall): Record<string, string | string[]> {
  const all: Record<string, string | string[]> = {
    ':method': 'POST',
    ':path': path,
    ':scheme': 'http',
    ':authority': authority,
    'content-type': 'application/grpc',
    te: 'trailers',
  };
  for (const [name, value] of headers) {
    const known = all[name];
    all[name] = known === undefined ? value : [known, value].flat();
  }
  return all;
}

function readAnswer(headers: IncomingHttpHeaders, trailers: IncomingHttpHeaders): Answer {
  const httpStatus = headers[':status' as keyof IncomingHttpHeaders];
  if (httpStatus === undefined) return reset;
  return toAnswer(Number(httpStatus), (name) => (trailers[name] ?? headers[name])?.toString());
}
