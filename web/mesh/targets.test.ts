import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { makeTempDir } from '../../services/kit/testing/temp-dir.ts';
import { openTargets } from './targets.ts';

test('whom to ask is read anew each time, and a broken or missing file leaves the last answer', async (t) => {
  await using folder = await makeTempDir();
  const path = join(folder.path, 'targets.json');
  const read = openTargets(path);
  t.deepEqual(read(), []);
  const target = { service: 'posts', replica: 'posts/1', url: 'http://127.0.0.1:1/metrics' };
  writeFileSync(path, JSON.stringify([target]));
  t.deepEqual(read(), [target]);
  for (const broken of ['[', '{}', '[{"service": "posts"}]', '[{"service": "a", "replica": "b", "url": "no"}]']) {
    writeFileSync(path, broken);
    t.deepEqual(read(), [target], broken);
  }
  rmSync(path);
  t.deepEqual(read(), [target]);
});
