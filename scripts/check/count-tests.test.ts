import test from 'ava';
import fc from 'fast-check';
import { type AvaStats, countTests } from './count-tests.ts';

const allPassed: AvaStats = {
  passedTests: 12,
  failedTests: 0,
  failedHooks: 0,
  passedKnownFailingTests: 0,
  skippedTests: 0,
  todoTests: 0,
  remainingTests: 0,
  timedOutTests: 0,
  uncaughtExceptions: 0,
  unhandledRejections: 0,
  unexpectedProcessExits: 0,
  internalErrors: 0,
  failedWorkers: 0,
  emptyFiles: 0,
};

test('a run in which every test passed has no failure', (t) => {
  t.deepEqual(countTests(allPassed, 0), { passed: 12, failed: 0 });
});

test('anything but a passed test is a failure', (t) => {
  const others = Object.keys(allPassed).filter((key) => key !== 'passedTests');
  fc.assert(
    fc.property(fc.constantFrom(...others), fc.integer({ min: 1, max: 9 }), (key, count) => {
      t.is(countTests({ ...allPassed, [key]: count }, 1).failed, count);
    }),
  );
});

test('a run of no test is a failure', (t) => {
  t.deepEqual(countTests({ ...allPassed, passedTests: 0 }, 0), { passed: 0, failed: 1 });
});

test('a run that ends with an error is a failure, whatever it counted', (t) => {
  t.is(countTests(allPassed, 1).failed, 1);
  t.is(countTests(allPassed, null).failed, 1);
});

test('a run that does not say how it went is a failure', (t) => {
  t.deepEqual(countTests(undefined, 0), { passed: 0, failed: 1 });
});
