import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { makeTempDir } from '../../services/kit/testing/temp-dir.ts';
import { SetupError } from '../install/report.ts';
import { explainWriteFailure, lockStart, openDataFolder } from './data-folder.ts';

test('a full disk is said in a line that says what to do', (t) => {
  const error = explainWriteFailure(Object.assign(new Error('write'), { code: 'ENOSPC' }), '/data');
  t.true(error instanceof SetupError);
  t.regex(String(error), /disk of \/data is full: free some space/);
});

test('another error stays what it is', (t) => {
  const error = new Error('a fault');
  t.is(explainWriteFailure(error, '/data'), error);
});

test('two starts on one folder keep apart, and the lock of a process that is gone is taken over', async (t) => {
  await using folder = await makeTempDir();
  await openDataFolder(folder.path);
  {
    using _first = lockStart(folder.path);
    t.throws(() => lockStart(folder.path), { instanceOf: SetupError, message: /just starting/ });
  }
  writeFileSync(join(folder.path, 'run/starting'), '999999999');
  t.notThrows(() => lockStart(folder.path)[Symbol.dispose]());
});
