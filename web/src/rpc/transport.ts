import { type Channel, createChannel, Metadata, Status } from 'nice-grpc-web';

type Transport = Channel['transport'];
type Frame = ReturnType<Transport> extends AsyncIterable<infer T> ? T : never;

/** The trailer that says where a failure comes from when no service said it: `network` or `http`. */
export const failureSource = 'x-failure-source';

/** The way to the gateway that serves this page. `address` is for callers outside a page; a page needs none. */
export function openChannel(address = ''): Channel {
  return createChannel(address, fetchFrames);
}

/**
 * gRPC-Web over fetch. A network that fails and an answer that is not of a service come as a gRPC status of their own,
 * so that the words for them can differ: the gateway's 429 is RESOURCE_EXHAUSTED, a broken connection UNAVAILABLE.
 */
async function* fetchFrames({ url, body, metadata, signal }: Parameters<Transport>[0]): AsyncGenerator<Frame> {
  let response: Response;
  try {
    response = await fetch(url, { method: 'POST', headers: toHeaders(metadata), body: await first(body), signal });
  } catch (error) {
    signal.throwIfAborted();
    yield { type: 'header', header: failure(Status.UNAVAILABLE, 'network', String(error)) };
    return;
  }
  yield { type: 'header', header: readHeader(response) };
  if (response.ok && response.body !== null) yield* readBody(response.body, signal);
}

async function* readBody(body: ReadableStream<Uint8Array>, signal: AbortSignal): AsyncGenerator<Frame> {
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      yield { type: 'data', data: part.value };
    }
  } catch (error) {
    signal.throwIfAborted();
    yield { type: 'trailer', trailer: failure(Status.UNAVAILABLE, 'network', String(error)) };
  } finally {
    reader.cancel().catch(() => {});
  }
}

function readHeader(response: Response): Metadata {
  const { status, headers } = response;
  const answered = headers.has('grpc-status') && status !== 429;
  if (response.ok || answered) return copyHeaders(headers);
  // What else is said with it, such as the reason and when to call again, is true all the same.
  return failure(statusOf(status), 'http', `HTTP ${status}`, copyHeaders(headers));
}

function copyHeaders(headers: Headers): Metadata {
  const copy = Metadata();
  for (const [key, value] of headers) {
    if (key.endsWith('-bin')) copy.set(key, value.split(/,\s?/).map(fromBase64));
    else copy.set(key, value);
  }
  return copy;
}

function failure(status: Status, source: string, message: string, header = Metadata()): Metadata {
  return header.set('grpc-status', String(status)).set('grpc-message', message).set(failureSource, source);
}

/** As https://github.com/grpc/grpc/blob/master/doc/http-grpc-status-mapping.md says, 429 excepted. */
function statusOf(http: number): Status {
  if (http === 401) return Status.UNAUTHENTICATED;
  if (http === 403) return Status.PERMISSION_DENIED;
  if (http === 404) return Status.UNIMPLEMENTED;
  if (http === 429) return Status.RESOURCE_EXHAUSTED;
  return http >= 502 && http <= 504 ? Status.UNAVAILABLE : Status.UNKNOWN;
}

function toHeaders(metadata: Metadata): Headers {
  const headers = new Headers();
  for (const [key, values] of metadata) {
    for (const value of values) if (typeof value === 'string') headers.append(key, value);
  }
  return headers;
}

async function first(body: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  for await (const chunk of body) return new Uint8Array(chunk);
  return new Uint8Array();
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
