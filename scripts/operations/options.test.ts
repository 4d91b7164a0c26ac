import { join } from 'node:path';
import test from 'ava';
import { SetupError } from '../install/report.ts';
import { root } from '../tools.ts';
import { readMeshCommand } from './options.ts';

const read = (...args: string[]) => readMeshCommand(args, '/somewhere');

test('a command has its operands, and the folder of up', (t) => {
  t.deepEqual(read('scale', 'posts', '3'), { name: 'scale', service: 'posts', count: 3, dataDir: join(root, 'data') });
  t.deepEqual(read('drain', 'posts/2', '--data', 'd'), { name: 'drain', replica: 'posts/2', dataDir: '/somewhere/d' });
  t.like(read('restart'), { name: 'restart', services: ['profile', 'posts', 'comments', 'notifications'] });
  t.like(read('restart', 'posts'), { services: ['posts'] });
  t.like(read('status', '--json'), { name: 'status', json: true });
});

test('a share of 0 ends a canary, as --stop does', (t) => {
  t.like(read('canary', 'comments', '--percent', '0'), { name: 'end-canary', service: 'comments' });
  t.like(read('canary', 'comments', '--stop'), { name: 'end-canary' });
  t.like(read('canary', 'comments', '--promote'), { name: 'promote-canary' });
  t.like(read('canary', 'comments', '--version', root, '--percent', '5'), {
    name: 'canary',
    version: root,
    percent: 5,
  });
});

for (const [args, ...faults] of [
  [['scale', 'post', 'many', 'x'], /no service "post"/, /from 1 to 16, not "many"/, /cannot do anything with "x"/],
  [['scale'], /Name a service/, /from 1 to 16/],
  [['canary', 'posts', '--stop', '--percent', '5'], /not --stop and --percent/],
  [
    ['canary', 'posts', '--version', 'nowhere'],
    /one of --percent/,
    /--version goes with --percent/,
    /nowhere is not a folder/,
  ],
  [['canary', 'posts', '--percent', '5.5', '--json'], /from 0 to 100, not "5.5"/, /takes no --json/],
  [['canary', 'posts', '--version', '/', '--percent', '1'], /has no services/, /has no gen: run .*setup there/],
  [['drain', 'posts'], /"posts" is no replica/],
  [['drain', 'people/1'], /no service "people"/],
  [['grow'], /no command "grow"/],
  [['status', '--jsn'], /--jsn/],
] satisfies [string[], ...RegExp[]][]) {
  test(`\`mesh ${args.join(' ')}\` is refused with all that is wrong with it`, (t) => {
    const error = t.throws(() => read(...args), { instanceOf: SetupError });
    for (const fault of faults) t.regex(error?.message ?? '', fault);
  });
}
