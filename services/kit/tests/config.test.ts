import test from 'ava';
import { ConfigError, meshUrl, readEnvironment, serviceFields, serviceUrl } from '../config.ts';

const fields = { ...serviceFields, meshUrl, profileUrl: serviceUrl.optional() };

test('a configuration is read, with defaults', (t) => {
  const env = {
    POSTS_DATABASE_URL: 'file:///data/posts.sqlite',
    POSTS_PORT: '7001',
    POSTS_DRAIN_MS: '',
    MESH_URL: 'http://127.0.0.1:8090',
    POSTS_PROFILE_URL: 'http://127.0.0.1:7000',
    PROFILE_PORT: 'another service',
  };
  t.deepEqual(readEnvironment('POSTS', fields, env), {
    host: '127.0.0.1',
    port: 7001,
    databaseUrl: 'file:///data/posts.sqlite',
    drainMs: 0,
    logLevel: 'info',
    rateLimitFactor: 1,
    meshUrl: 'http://127.0.0.1:8090',
    profileUrl: 'http://127.0.0.1:7000',
  });
});

test('every bad variable is told at once, by its name', (t) => {
  const env = { POSTS_PORT: '70000', POSTS_DRAIN_MS: 'soon', POSTS_LOG_LEVEL: 'loud', MESH_URL: 'mesh' };
  const error = t.throws(() => readEnvironment('POSTS', fields, env), { instanceOf: ConfigError });
  const names = error.problems.map((problem) => problem.split(' ')[0]);
  t.deepEqual(names.toSorted(), ['MESH_URL', 'POSTS_DATABASE_URL', 'POSTS_DRAIN_MS', 'POSTS_LOG_LEVEL', 'POSTS_PORT']);
  t.true(error.message.includes('POSTS_DATABASE_URL must be set'));
});
