import { setImmediate as nextTurn } from 'node:timers/promises';
import test from 'ava';
import { Turns } from '../server/turns.ts';

test('what comes together begins over several turns, in its order', async (t) => {
  const turns = new Turns(2);
  const begun: number[] = [];
  for (let call = 0; call < 5; call += 1) turns.wait(() => void begun.push(call));
  t.deepEqual(begun, [0, 1]);
  await nextTurn();
  t.deepEqual(begun, [0, 1, 2, 3]);
  await nextTurn();
  t.deepEqual(begun, [0, 1, 2, 3, 4]);
});

test('who comes while others wait does not overtake them', async (t) => {
  const turns = new Turns(1);
  const begun: string[] = [];
  turns.wait(() => void begun.push('first'));
  turns.wait(() => {
    begun.push('second');
    turns.wait(() => void begun.push('fourth'));
  });
  turns.wait(() => void begun.push('third'));
  for (let turn = 0; turn < 3; turn += 1) await nextTurn();
  t.deepEqual(begun, ['first', 'second', 'third', 'fourth']);
});

test('after a rest a call begins at once', async (t) => {
  const turns = new Turns(1);
  turns.wait(() => {});
  await nextTurn();
  let begun = false;
  turns.wait(() => {
    begun = true;
  });
  t.true(begun);
});
