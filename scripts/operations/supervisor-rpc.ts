import { request } from 'node:http';
import { text } from 'node:stream/consumers';

/** Supervisor refused a call; `code` is one of supervisord.org/api.html. */
export class SupervisorFault extends Error {
  override readonly name = 'SupervisorFault';
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** The codes of what is so already. */
export const faultCodes = { badName: 10, alreadyStarted: 60, notRunning: 70, alreadyAdded: 90 } as const;

/** Calls a method of Supervisor (`startProcess`) by XML-RPC over its socket. Gives the XML of the answer. */
export async function callSupervisor(
  socketPath: string,
  method: string,
  ...params: (string | boolean)[]
): Promise<string> {
  const values = params.map((value) => `<param><value>${encode(value)}</value></param>`).join('');
  const body = `<?xml version="1.0"?><methodCall><methodName>supervisor.${method}</methodName><params>${values}</params></methodCall>`;
  const answer = await post(socketPath, body);
  if (!answer.includes('<fault>')) return answer;
  const [fault] = readStructs(answer);
  throw new SupervisorFault(Number(fault?.get('faultCode')), fault?.get('faultString') ?? answer);
}

/** Every struct of an answer, its members by name as text; structs that hold others are not read. */
export function readStructs(xml: string): Map<string, string>[] {
  return [...xml.matchAll(/<struct>(.*?)<\/struct>/gs)].map(([, struct = '']) => {
    const members = struct.matchAll(/<name>(\w+)<\/name>\s*<value>(?:<\w+>)?(.*?)(?:<\/\w+>)?<\/value>/gs);
    return new Map([...members].map(([, name = '', value = '']) => [name, decode(value)]));
  });
}

async function post(socketPath: string, body: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const headers = { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(body) };
  const call = request({ socketPath, path: '/RPC2', method: 'POST', headers }, (response) => {
    text(response).then(resolve, reject);
  });
  call.on('error', reject).end(body);
  return promise;
}

function encode(value: string | boolean): string {
  if (typeof value === 'boolean') return `<boolean>${value ? 1 : 0}</boolean>`;
  return `<string>${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</string>`;
}

function decode(value: string): string {
  return value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
