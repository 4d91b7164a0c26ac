import type { NiceCall } from './nice-call.ts';

// The handler is driven by hand, not by `yield*`: so the call can end while the handler is still busy, also with
// something that does not watch the signal.

/** The answer of a unary handler, or the reason why the call was ended before there was one. */
export function runUnary<Response>(handler: AsyncGenerator<never, Response>, call: NiceCall): Promise<Response> {
  return new Promise((resolve, reject) => {
    call.onEarlyEnd = reject;
    if (call.endReason !== undefined) return reject(call.endReason);
    handler.next().then(({ value }) => resolve(value), reject);
  });
}

/** The messages of a stream's handler. Ends by throwing the reason when the call is ended, however the handler ends. */
export async function* runStream<Response>(handler: AsyncGenerator<Response, void>, call: NiceCall) {
  try {
    while (true) {
      const { done, value } = await nextOrEnd(handler, call);
      if (call.endReason !== undefined) throw call.endReason;
      if (done) return;
      yield value as Response;
    }
  } finally {
    // Not awaited: a handler that is busy returns when it can.
    handler.return().catch(() => {});
  }
}

/** The next message. The one slot for the end is overwritten each time, so a long stream gathers no listeners. */
function nextOrEnd<Response>(handler: AsyncGenerator<Response, void>, call: NiceCall) {
  return new Promise<IteratorResult<Response, void>>((resolve, reject) => {
    call.onEarlyEnd = reject;
    if (call.endReason !== undefined) return reject(call.endReason);
    handler.next().then(resolve, reject);
  });
}
