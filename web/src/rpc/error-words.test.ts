import test from 'ava';
import { ErrorReason as CommentsReason } from '#gen/tertulia/comments/v1/error_reason.ts';
import { ErrorReason as EventsReason } from '#gen/tertulia/events/v1/error_reason.ts';
import { ErrorReason as MeshReason } from '#gen/tertulia/mesh/v1/error_reason.ts';
import { ViolationReason } from '#gen/tertulia/mesh/v1/violation_reason.ts';
import { ErrorReason as NotificationsReason } from '#gen/tertulia/notifications/v1/error_reason.ts';
import { ErrorReason as PostsReason } from '#gen/tertulia/posts/v1/error_reason.ts';
import { ErrorReason as ProfileReason } from '#gen/tertulia/profile/v1/error_reason.ts';
import { setLanguage } from '../language/language.ts';
import { errorWords, fieldWords, reasonWords, violationWords } from './error-words.ts';
import { RpcError } from './rpc-error.ts';

const enums = [CommentsReason, EventsReason, MeshReason, NotificationsReason, PostsReason, ProfileReason];
const contract = enums
  .flatMap((reasons) => Object.keys(reasons))
  .filter((name) => name !== 'ERROR_REASON_UNSPECIFIED')
  .map((name) => name.replace('ERROR_REASON_', ''));

test('every reason of a violation has words, and no other', (t) => {
  const names = Object.keys(ViolationReason).filter((name) => !name.endsWith('_UNSPECIFIED'));
  t.deepEqual(Object.keys(violationWords).sort(), names.map((name) => name.replace('VIOLATION_REASON_', '')).sort());
});

test('every reason of the contract has words, and no other', (t) => {
  t.deepEqual(Object.keys(reasonWords).sort(), [...new Set(contract)].sort());
});

test('the words are sentences, without names of the wire', (t) => {
  const violations = Object.values(violationWords).flatMap((words) => [words({}), words({ min: 1, max: 2 })]);
  for (const words of [...Object.values(reasonWords), ...violations]) t.regex(words, /^[A-Z][^_]*[.?]$/);
});

test('a reason comes before the status', (t) => {
  const error = new RpcError({ status: 'ALREADY_EXISTS', message: '', reason: 'HANDLE_TAKEN' });
  t.is(errorWords(error), reasonWords.HANDLE_TAKEN);
});

test('a status without a reason, a reason of the future and a fault of our own have words too', (t) => {
  t.is(errorWords(new RpcError({ status: 'DEADLINE_EXCEEDED', message: '' })), 'That took too long. Please try again.');
  const future = new RpcError({ status: 'NOT_FOUND', message: '', reason: 'PLANET_NOT_FOUND' });
  t.is(errorWords(future), 'This is not here, or it is not meant for you.');
  t.is(errorWords(new TypeError('x is undefined')), reasonWords.INTERNAL);
});

test('too many requests says how long to wait', (t) => {
  const error = new RpcError({ status: 'RESOURCE_EXHAUSTED', message: '', retryDelayMs: 2_300 });
  t.is(errorWords(error), 'Too many requests. Please try again in 3 seconds.');
});

test('who is refused since many others are there is not told to have asked too often', (t) => {
  for (const status of ['RESOURCE_EXHAUSTED', 'UNAVAILABLE'] as const) {
    const error = new RpcError({ status, message: '', reason: 'OVERLOADED', retryDelayMs: 1_000 });
    t.is(errorWords(error), 'Many people are here just now. Please try again in a moment.');
  }
});

test('who has too many streams open is told what to do about it', (t) => {
  const error = new RpcError({
    status: 'RESOURCE_EXHAUSTED',
    message: '',
    reason: 'TOO_MANY_STREAMS',
    retryDelayMs: 10_000,
  });
  t.is(errorWords(error), 'Tertulia is open in too many places. Close some of them.');
});

test.serial('a field at fault is told why in every language, and the text of a service is never shown', (t) => {
  const violation = (field: string, reason: string) => ({ field, reason, description: 'internal words' });
  const violations = [violation('profile.display_name', 'REQUIRED'), violation('profile.bio', 'TOO_LONG')];
  violations.push(violation('profile.birthday', 'NOT_A_BIRTHDAY'), violation('profile.colour', ''));
  const error = new RpcError({
    status: 'INVALID_ARGUMENT',
    message: 'internal words',
    reason: 'INVALID_REQUEST',
    violations,
  });
  t.is(errorWords(error), reasonWords.INVALID_REQUEST);
  t.is(fieldWords(error, 'display_name'), 'Please fill this in.');
  t.is(fieldWords(error, 'bio'), 'This is too long.');
  t.is(fieldWords(error, 'bio', { max: 300 }), 'This has more than 300 characters.');
  for (const field of ['birthday', 'colour']) t.is(fieldWords(error, field), reasonWords.INVALID_REQUEST);
  t.is(fieldWords(error, 'handle'), undefined);

  t.teardown(() => setLanguage('en'));
  setLanguage('es');
  t.is(fieldWords(error, 'display_name'), 'Escribe algo aquí.');
  t.is(fieldWords(error, 'bio', { max: 300 }), 'Tiene más de 300 caracteres.');
});
