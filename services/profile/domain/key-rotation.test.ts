import test from 'ava';
import fc from 'fast-check';
import { type KeyLife, planRotation, publishLeadMs } from './key-rotation.ts';

const hourMs = 3_600_000;
const start = new Date('2030-01-01T00:00:00Z');
const later = (ms: number) => new Date(start.getTime() + ms);
const key = (keyId: string, state: KeyLife['state'], times: Partial<KeyLife> = {}): KeyLife => ({
  keyId,
  state,
  publishTime: start,
  activateTime: undefined,
  retireTime: undefined,
  ...times,
});

test('the first key signs at once', (t) => {
  t.deepEqual(planRotation([], start, hourMs), [{ kind: 'publish', as: 'active' }]);
});

test('a young key is left alone', (t) => {
  t.deepEqual(planRotation([key('a', 'active', { activateTime: start })], later(hourMs / 2), hourMs), []);
});

test('the next key is published ten minutes before it is due', (t) => {
  const keys = [key('a', 'active', { activateTime: start })];
  t.deepEqual(planRotation(keys, later(hourMs - publishLeadMs - 1), hourMs), []);
  t.deepEqual(planRotation(keys, later(hourMs - publishLeadMs), hourMs), [{ kind: 'publish', as: 'next' }]);
});

test('a key that was published late still waits ten minutes before it signs', (t) => {
  const keys = [key('a', 'active', { activateTime: start }), key('b', 'next', { publishTime: later(5 * hourMs) })];
  t.deepEqual(planRotation(keys, later(5 * hourMs + publishLeadMs - 1), hourMs), []);
  t.deepEqual(planRotation(keys, later(5 * hourMs + publishLeadMs), hourMs), [
    { kind: 'begin-retiring', keyId: 'a' },
    { kind: 'activate', keyId: 'b' },
  ]);
});

test('a key retires when the last token that it signed has expired', (t) => {
  const keys = [key('a', 'retiring', { retireTime: later(1_000) }), key('b', 'active', { activateTime: start })];
  t.deepEqual(planRotation(keys, later(999), hourMs), []);
  t.deepEqual(planRotation(keys, later(1_000), hourMs), [{ kind: 'retire', keyId: 'a' }]);
});

test('whenever it is asked, exactly one key signs, and none that was published less than ten minutes before', (t) => {
  const steps = fc.array(fc.integer({ min: 1, max: 2 * hourMs }), { maxLength: 40 });
  fc.assert(
    fc.property(steps, (delays) => {
      let now = start.getTime();
      let keys = apply([], new Date(now));
      for (const delay of delays) {
        now += delay;
        keys = apply(keys, new Date(now));
        const active = keys.filter(({ state }) => state === 'active');
        if (active.length !== 1) return false;
        const [signing] = active;
        const isFirst = signing?.publishTime.getTime() === start.getTime();
        const lead = (signing?.activateTime?.getTime() ?? 0) - (signing?.publishTime.getTime() ?? 0);
        if (!isFirst && lead < publishLeadMs) return false;
      }
      return true;
    }),
  );
  t.pass();
});

/** The keys after a plan, as the store would leave them. */
function apply(keys: readonly KeyLife[], now: Date): KeyLife[] {
  let after = [...keys];
  const change = (keyId: string, to: Partial<KeyLife>) => {
    after = after.map((each) => (each.keyId === keyId ? { ...each, ...to } : each));
  };
  for (const step of planRotation(keys, now, hourMs)) {
    if (step.kind === 'publish') {
      const activateTime = step.as === 'active' ? now : undefined;
      after.push(key(String(now.getTime()), step.as, { publishTime: now, activateTime }));
    } else if (step.kind === 'activate') change(step.keyId, { state: 'active', activateTime: now });
    else if (step.kind === 'begin-retiring') change(step.keyId, { state: 'retiring', retireTime: now });
    else after = after.filter(({ keyId }) => keyId !== step.keyId);
  }
  return after;
}
