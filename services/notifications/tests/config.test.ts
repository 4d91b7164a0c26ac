import test from 'ava';
import { ConfigError } from '../../kit/config.ts';
import { readNotificationsConfig } from '../config.ts';

const needed = { NOTIFICATIONS_DATABASE_URL: 'file:/tmp/notifications.sqlite', MESH_URL: 'http://127.0.0.1:8090' };

test('what is not set has a default', (t) => {
  const config = readNotificationsConfig(needed);
  t.like(config, { host: '127.0.0.1', port: 0, databaseUrl: 'file:/tmp/notifications.sqlite', logLevel: 'info' });
});

test('every bad variable is named at once', (t) => {
  const error = t.throws(
    () => readNotificationsConfig({ NOTIFICATIONS_PORT: 'x', NOTIFICATIONS_PROFILE_URL: 'nowhere' }),
    {
      instanceOf: ConfigError,
    },
  );
  for (const name of ['NOTIFICATIONS_PORT', 'NOTIFICATIONS_PROFILE_URL', 'NOTIFICATIONS_DATABASE_URL', 'MESH_URL']) {
    t.true(error?.message.includes(name), name);
  }
});
