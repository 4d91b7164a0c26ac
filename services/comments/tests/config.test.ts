import test from 'ava';
import { ConfigError } from '../../kit/config.ts';
import { readCommentsConfig } from '../config.ts';

const needed = { COMMENTS_DATABASE_URL: 'file:/tmp/comments.sqlite', MESH_URL: 'http://127.0.0.1:8090' };

test('what is not set has a default', (t) => {
  const config = readCommentsConfig(needed);
  t.like(config, { host: '127.0.0.1', port: 0, databaseUrl: 'file:/tmp/comments.sqlite', logLevel: 'info' });
});

test('every bad variable is named at once', (t) => {
  const error = t.throws(() => readCommentsConfig({ COMMENTS_PORT: 'x', COMMENTS_PROFILE_URL: 'nowhere' }), {
    instanceOf: ConfigError,
  });
  for (const name of ['COMMENTS_PORT', 'COMMENTS_PROFILE_URL', 'COMMENTS_DATABASE_URL', 'MESH_URL']) {
    t.true(error?.message.includes(name), name);
  }
});
