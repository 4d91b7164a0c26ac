import { createHash } from 'node:crypto';
import type { Call } from './call.ts';
import type { Database, Queries, Transaction } from './database/database.ts';
import { DomainError, InvalidRequest } from './errors.ts';
import type { EventType } from './events/event-type.ts';
import { findImpossibleTimes } from './impossible-times.ts';

/** A mutating request: its id makes a retry of it recognisable (AIP-155). */
interface Identified {
  requestId: string;
}

/** How a request and its answer are kept. */
export interface OnceTypes<Request, Response> {
  request: EventType<Request>;
  response: EventType<Response>;
  /** What a retry must repeat, in place of the whole request where that has a secret in it. */
  fingerprint?: Uint8Array;
}

interface AnswerRow {
  fingerprint: Uint8Array;
  response: Uint8Array;
}

/** How long a first answer is kept: at least this. */
const keepMs = 24 * 60 * 60 * 1_000;
/** One call in so many also forgets old answers. */
const forgetEvery = 200;

let calls = 0;

/**
 * Does the work of a mutating RPC once. The answer is stored in the transaction
 * of the change; a retry, also after a crash, gets that first answer. An error
 * is not stored: nothing was changed, and the retry may fare better.
 *
 * Fails with REQUEST_ID_REUSED when the same caller used the id for the same RPC
 * with another body.
 */
export function once<Request extends Identified, Response>(
  database: Database,
  call: Pick<Call, 'caller' | 'method'>,
  request: Request,
  types: OnceTypes<Request, Response>,
  work: (tx: Transaction) => Promise<Response>,
): Promise<Response> {
  const fingerprint = fingerprintOf(request, types);
  const key = keyOf(call, request);
  return database.write(async (tx) => {
    const known = await readAnswer(tx, key, fingerprint, types);
    if (known) return known;
    const response = await work(tx);
    const now = Date.now();
    await tx.run(insertAnswer, { ...key, fingerprint, response: types.response.encode(response).finish(), now });
    if (calls++ % forgetEvery === 0) await tx.run(forgetAnswers, { before: now - keepMs });
    return response;
  });
}

/**
 * The first answer of a call, if it was given: asked before work that `once` cannot do in its transaction and that can
 * fail or take long, so that no retry fails by it. Fails as `once`.
 */
export async function findAnswer<Request extends Identified, Response>(
  database: Pick<Queries, 'get'>,
  call: Pick<Call, 'caller' | 'method'>,
  request: Request,
  types: OnceTypes<Request, Response>,
): Promise<Response | undefined> {
  return readAnswer(database, keyOf(call, request), fingerprintOf(request, types), types);
}

async function readAnswer<Request, Response>(
  queries: Pick<Queries, 'get'>,
  key: ReturnType<typeof keyOf>,
  fingerprint: Buffer,
  types: OnceTypes<Request, Response>,
): Promise<Response | undefined> {
  const known = await queries.get<AnswerRow>(selectAnswer, key);
  if (known && !fingerprint.equals(known.fingerprint)) throw new RequestIdReused();
  return known && types.response.decode(known.response);
}

function keyOf(call: Pick<Call, 'caller' | 'method'>, { requestId }: Identified) {
  return { requestId, method: call.method, caller: callerOf(call) };
}

function fingerprintOf<Request, Response>(request: Request, types: OnceTypes<Request, Response>): Buffer {
  return createHash('sha256')
    .update(types.fingerprint ?? encode(types.request, request))
    .digest();
}

function encode<Request>(type: EventType<Request>, request: Request): Uint8Array {
  try {
    return type.encode(request).finish();
  } catch (error) {
    const violations = findImpossibleTimes(request);
    throw violations.length > 0 ? new InvalidRequest(violations) : error;
  }
}

const selectAnswer = `
  select fingerprint, response from request
  where request_id = :requestId and method = :method and caller = :caller`;

const insertAnswer = `
  insert into request (request_id, method, caller, fingerprint, response, create_time)
  values (:requestId, :method, :caller, :fingerprint, :response, :now)`;

// A bounded number at a time, so that no single call pays for a whole day's.
const forgetAnswers = `
  delete from request where rowid in (select rowid from request where create_time < :before limit 1000)`;

function callerOf(call: Pick<Call, 'caller'>): string {
  return call.caller.kind === 'member' ? call.caller.accountId : '';
}

export class RequestIdReused extends DomainError {
  constructor() {
    super({
      status: 'INVALID_ARGUMENT',
      reason: 'REQUEST_ID_REUSED',
      message: 'this request_id was used before with another body',
    });
  }
}
