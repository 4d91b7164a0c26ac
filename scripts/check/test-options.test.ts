import test from 'ava';
import { longForms, readTestOptions } from './test-options.ts';

test('without options the tests of the files run in their usual form', (t) => {
  t.deepEqual(readTestOptions(['tests/model.test.ts', 'web'], {}), {
    ...{ files: ['tests/model.test.ts', 'web'], env: {}, help: false },
  });
});

test('thorough gives the random tests their long forms, but for what the environment says', (t) => {
  const { MODEL_STEPS: _, ...others } = longForms;
  t.deepEqual(readTestOptions(['--thorough'], { MODEL_STEPS: '7' }), { files: [], env: others, help: false });
});

test('an option that there is not is named', (t) => {
  t.throws(() => readTestOptions(['--thorouhg'], {}), { message: /--thorouhg.*--help/ });
});
