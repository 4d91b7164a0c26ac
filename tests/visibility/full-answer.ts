import { type ClientHttp2Session, connect } from 'node:http2';
import { frameOf } from '../policy/answer.ts';

/** All that a caller can see of an answer: every field and byte, but for what is of the moment. */
export interface FullAnswer {
  readonly fields: readonly string[];
  readonly body: string;
  readonly tookMs: number;
}

/** Of the moment, or of the way: the same for every answer of its time. */
const momentary = new Set(['date', 'x-request-id', 'x-envoy-upstream-service-time', 'traceparent']);

/** Calls at a URL, over one connection, one call after the other. */
export class FullClient implements Disposable {
  readonly #session: ClientHttp2Session;
  readonly #authority: string;

  constructor(url: string) {
    this.#session = connect(url);
    this.#authority = new URL(url).host;
  }

  /** Ids in the answer that are those of the request are called so. */
  call(path: string, token: string, message: Uint8Array, id: string): Promise<FullAnswer> {
    const start = performance.now();
    const stream = this.#session.request({
      ':method': 'POST',
      ':path': path,
      ':authority': this.#authority,
      'content-type': 'application/grpc',
      te: 'trailers',
      authorization: `Bearer ${token}`,
    });
    const fields: string[] = [];
    const keep = (all: object) => {
      for (const [name, value] of Object.entries(all)) {
        if (!momentary.has(name)) fields.push(`${name}: ${withoutId(name, String(value), id)}`);
      }
    };
    stream.on('response', keep);
    stream.on('trailers', keep);
    const received: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => received.push(chunk));
    return new Promise((resolve, reject) => {
      stream.on('error', reject);
      stream.on('close', () => {
        const body = Buffer.concat(received).toString('latin1').replaceAll(id, 'the id');
        resolve({ fields: fields.toSorted(), body, tookMs: performance.now() - start });
      });
      stream.end(frameOf({ path, headers: [], serverStreaming: false, message }));
    });
  }

  [Symbol.dispose](): void {
    this.#session.destroy();
  }
}

function withoutId(name: string, value: string, id: string): string {
  const text = name.endsWith('-bin') ? Buffer.from(value, 'base64').toString('latin1') : value;
  return text.replaceAll(id, 'the id');
}
