import test from 'ava';
import { createFormIntent } from './request-id.ts';

function countingIntent() {
  let count = 0;
  return createFormIntent(() => `id-${++count}`);
}

test('sending the same again after a failure is the same intent', (t) => {
  const intent = countingIntent();
  t.is(intent.idFor({ text: 'hello' }), intent.idFor({ text: 'hello' }));
});

test('other content is another intent', (t) => {
  const intent = countingIntent();
  t.not(intent.idFor({ text: 'hello' }), intent.idFor({ text: 'hello!' }));
});

test('the same content after a success is another intent', (t) => {
  const intent = countingIntent();
  const first = intent.idFor({ text: 'hello' });
  intent.done();
  t.not(intent.idFor({ text: 'hello' }), first);
});
