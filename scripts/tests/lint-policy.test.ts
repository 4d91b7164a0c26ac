import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { root } from '../tools.ts';

const bare = `syntax = "proto3";
package tertulia.bare.v1;
service BareService {
  rpc Get(GetRequest) returns (GetResponse);
  rpc Put(GetRequest) returns (GetResponse);
}
message GetRequest {}
message GetResponse {}
`;

/** Runs the lint over the contracts of the project, with one more file beside them if `extra` is given. */
function lint(t: ExecutionContext, extra?: string) {
  const directory = mkdtempSync(join(tmpdir(), 'tertulia-lint-'));
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  cpSync(join(root, 'proto'), directory, { recursive: true });
  if (extra !== undefined) {
    mkdirSync(join(directory, 'tertulia/bare/v1'), { recursive: true });
    writeFileSync(join(directory, 'tertulia/bare/v1/bare_service.proto'), extra);
  }
  return spawnSync(process.execPath, [join(root, 'scripts/lint-policy.ts'), directory], { encoding: 'utf8' });
}

test('every RPC of the contract carries a sound policy', (t) => {
  const { status, stdout } = lint(t);
  t.is(status, 0, stdout);
});

test('an RPC without a policy does not lint, and each is named with its file and line', (t) => {
  const { status, stdout } = lint(t, bare);
  t.is(status, 1);
  t.regex(stdout, /^tertulia\/bare\/v1\/bare_service\.proto:4: tertulia\.bare\.v1\.BareService\.Get has no policy/m);
  t.regex(stdout, /^tertulia\/bare\/v1\/bare_service\.proto:5: tertulia\.bare\.v1\.BareService\.Put has no policy/m);
});
