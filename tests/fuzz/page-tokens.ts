import { create, fromBinary, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import fc from 'fast-check';
import type { Fields, RawClient } from '../policy/answer.ts';
import type { Known } from './message-arbitrary.ts';
import type { RpcTypes } from './rpc-types.ts';

/** A request in the form that protobuf-es takes: fields by their names in camel case. */
export type RequestFields = Record<string, string | number>;

export function encodeRequest({ request }: RpcTypes, fields: RequestFields): Uint8Array {
  return toBinary(request, create(request, fields as MessageInitShape<typeof request>));
}

/** A request of a list that has a second page, and that page's token; undefined where none of the known ids leads to one. */
export async function findPage(
  client: RawClient,
  path: string,
  types: RpcTypes,
  known: Known,
  headers: Fields,
): Promise<{ request: RequestFields; token: string } | undefined> {
  const named = types.request.fields.filter(({ name }) => /_id$|^hashtag$|^query$/.test(name));
  for (const value of [...known.ids, ...known.texts]) {
    const request: RequestFields = { pageSize: 1 };
    for (const { localName } of named) request[localName] = value;
    const message = encodeRequest(types, request);
    const answer = await client.call({ path, headers, serverStreaming: false, message });
    if (answer.status !== 'OK' || answer.message === undefined) continue;
    const page = fromBinary(types.response, answer.message) as unknown as { nextPageToken?: string };
    if (page.nextPageToken) return { request, token: page.nextPageToken };
  }
  return undefined;
}

/** A token with some characters changed, left out, doubled or put in; always the same for one seed. */
export function mutatedTokens(token: string, seed: number, count: number): string[] {
  const letter = fc.constantFrom(...'ABCxyz0189-_=+/.~ é\0');
  const edit = fc.record({
    at: fc.nat(Math.max(token.length, 1)),
    cut: fc.nat(3),
    put: fc.string({ unit: letter, maxLength: 4 }),
  });
  const edited = fc
    .array(edit, { minLength: 1, maxLength: 4 })
    .map((edits) => edits.reduce((text, { at, cut, put }) => text.slice(0, at) + put + text.slice(at + cut), token));
  return fc.sample(edited, { seed, numRuns: count });
}
