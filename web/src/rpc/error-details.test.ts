import { BinaryWriter } from '@bufbuild/protobuf/wire';
import test from 'ava';
import fc from 'fast-check';
import { BadRequest, ErrorInfo, RetryInfo } from 'nice-grpc-error-details';
import { readErrorDetails } from './error-details.ts';

/** A google.rpc.Status with these details, as a service sends it. */
function status(details: { type: string; value: Uint8Array }[]): Uint8Array {
  const writer = new BinaryWriter().uint32(8).int32(3).uint32(18).string('message');
  for (const { type, value } of details) {
    writer.uint32(26).fork().uint32(10).string(`type.googleapis.com/${type}`).uint32(18).bytes(value).join();
  }
  return writer.finish();
}

test('reason, fields at fault and the delay are read', (t) => {
  const bytes = status([
    {
      type: 'google.rpc.ErrorInfo',
      value: ErrorInfo.encode(ErrorInfo.fromPartial({ reason: 'HANDLE_TAKEN', domain: 'tertulia' })).finish(),
    },
    {
      type: 'google.rpc.BadRequest',
      value: BadRequest.encode(
        BadRequest.fromPartial({
          fieldViolations: [
            { field: 'handle', description: 'too short — ñ' },
            { field: 'password', description: 'too short' },
          ],
        }),
      ).finish(),
    },
    {
      type: 'google.rpc.RetryInfo',
      value: RetryInfo.encode(RetryInfo.fromPartial({ retryDelay: { seconds: 2, nanos: 500_000_000 } })).finish(),
    },
  ]);
  t.deepEqual(readErrorDetails(bytes), {
    reason: 'HANDLE_TAKEN',
    violations: [
      { field: 'handle', description: 'too short — ñ', reason: '' },
      { field: 'password', description: 'too short', reason: '' },
    ],
    retryDelayMs: 2_500,
  });
});

test('the reason of a violation is read', (t) => {
  const violation = new BinaryWriter().uint32(10).fork().uint32(10).string('bio').uint32(26).string('TOO_LONG').join();
  const bytes = status([{ type: 'google.rpc.BadRequest', value: violation.finish() }]);
  t.deepEqual(readErrorDetails(bytes).violations, [{ field: 'bio', description: '', reason: 'TOO_LONG' }]);
});

test('details of unknown types are passed over', (t) => {
  const bytes = status([{ type: 'google.rpc.Help', value: new Uint8Array([10, 2, 8, 1]) }]);
  t.deepEqual(readErrorDetails(bytes), { violations: [] });
});

test('no bytes break it', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      t.true(Array.isArray(readErrorDetails(bytes).violations));
    }),
  );
});
