import { Agent, type IncomingMessage, request } from 'node:http';
import { type Answer, frameOf, opened, type RawCall, type RawClient, reset, toAnswer } from './answer.ts';

/** gRPC-Web over HTTP/1.1, as bytes. */
export function openWeb(url: string): RawClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  return {
    call: (call) => callWeb(new URL(url), agent, call),
    [Symbol.dispose]: () => agent.destroy(),
  };
}

function callWeb({ hostname, port, host }: URL, agent: Agent, call: RawCall): Promise<Answer> {
  const frame = frameOf(call);
  const fixed = [
    ['host', host],
    ['content-type', 'application/grpc-web+proto'],
    ['x-grpc-web', '1'],
    ['content-length', String(frame.length)],
  ];
  const headers = [...fixed, ...call.headers].flat();
  return new Promise((resolve) => {
    const sent = request({ agent, hostname, port, path: call.path, method: 'POST', headers }, (response) => {
      readAnswer(response, call).then(resolve, () => resolve(reset));
    });
    sent.on('error', () => resolve(reset));
    sent.end(frame);
  });
}

async function readAnswer(response: IncomingMessage, { serverStreaming }: RawCall): Promise<Answer> {
  const httpStatus = response.statusCode ?? 0;
  let body = Buffer.alloc(0);
  for await (const chunk of response) {
    body = Buffer.concat([body, chunk as Buffer]);
    // A message, not trailers: the stream has begun. Leaving the loop closes the connection.
    if (serverStreaming && body.length >= 5 && (body[0] ?? 0) < 0x80) {
      return opened;
    }
  }
  const trailers = readTrailers(body);
  return toAnswer(httpStatus, (name) => trailers.get(name) ?? response.headers[name]?.toString());
}

/** The last frame of the body, whose first bit says that it is trailers. */
function readTrailers(body: Buffer): Map<string, string> {
  for (let at = 0; at + 5 <= body.length; ) {
    const end = at + 5 + body.readUInt32BE(at + 1);
    if ((body.readUInt8(at) & 0x80) !== 0) return parseFields(body.subarray(at + 5, end).toString());
    at = end;
  }
  return new Map();
}

function parseFields(text: string): Map<string, string> {
  const lines = text.split('\r\n').filter((line) => line.includes(':'));
  return new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
}
