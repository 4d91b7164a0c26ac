import test from 'ava';
import type { PlannedProcess } from './plan.ts';
import { controlSocketPath, makeJoiningConfig, makeSupervisorConfig } from './supervisor-config.ts';

const web: PlannedProcess = {
  ...{ name: 'web', group: 'front', command: '/a b/node', args: ['100%', 'say "hi"'], cwd: '/c%d', env: {}, port: 1 },
};

test('blanks, quotes and percent signs reach the process as they are', (t) => {
  const config = makeSupervisorConfig([web], { runDir: '/r', logDir: '/50%' });
  t.true(config.includes('command="/a b/node" 100%% "say \\"hi\\""\n'), config);
  t.true(config.includes('directory=/c%%d\n'));
  t.true(config.includes('stdout_logfile=/50%%/web.log\n'));
});

test('a process that ends is always started again', (t) => {
  const config = makeSupervisorConfig([web], { runDir: '/r', logDir: '/l' });
  t.true(config.includes('autorestart=true\n'));
});

test('a folder too deep for a socket does without one', (t) => {
  const runDir = `/${'x'.repeat(120)}`;
  t.is(controlSocketPath(runDir), undefined);
  t.false(makeSupervisorConfig([web], { runDir, logDir: '/l' }).includes('unix_http_server'));
});

test('a process that joins later is one of the services when everything is stopped, and has its own ports', (t) => {
  const config = makeJoiningConfig({ ...web, name: 'posts-2' }, { logDir: '/l', numbers: { POSTS_PORT: 20_001 } });
  t.true(config.startsWith('[program:posts-2]\n'));
  t.true(config.includes('stdout_logfile=/l/posts-2.log\n'));
  t.true(config.includes('priority=20\nenvironment=POSTS_PORT="20001"\n'));
  t.true(makeSupervisorConfig([web], { runDir: '/r', logDir: '/l' }).includes('[include]\nfiles=replicas/*.conf\n'));
});
