import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { JsonObject, JsonValue } from '@bufbuild/protobuf';
import test from 'ava';
import { sharedCertificates } from '../../scripts/ca/testing/make-certificates.ts';
import { envoyPath, nodePath, root } from '../../scripts/tools.ts';
import { makeTempDir } from '../../services/kit/testing/temp-dir.ts';
import { makeBootstrap } from '../bootstrap.ts';
import { makeDynamicFiles, writeDynamicFiles } from '../dynamic/files.ts';
import { filterNames } from '../names.ts';
import { exampleOptions } from '../testing/example-options.ts';
import { readBootstrap, readResource } from '../testing/read-api.ts';
import { writeSelfSigned } from '../testing/self-signed.ts';
import { writeSecrets } from '../tls/secrets.ts';

const run = promisify(execFile);
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as JsonObject;
const bootstrap = asJson(makeBootstrap(exampleOptions));
const resources = [...makeDynamicFiles(exampleOptions).values()].flatMap((file) => file.resources.map(asJson));

test("every field and packed message is one of Envoy's API", (t) => {
  t.notThrows(() => readBootstrap(bootstrap));
  for (const resource of resources) t.notThrows(() => readResource(resource));
  const misspelled = JSON.stringify(bootstrap).replace('"suppressEnvoyHeaders"', '"suppressEnvoyHeader"');
  t.throws(() => readBootstrap(JSON.parse(misspelled)), { message: /suppressEnvoyHeader/ });
});

test('so it is with everything turned on', (t) => {
  const edgeTls = { certificatePath: 'certificate.pem', keyPath: 'key.pem' };
  const tracing = { host: '127.0.0.1', port: 4317, sampling: 0.1 };
  const everything = makeBootstrap({ ...exampleOptions, edgeTls, edgeHttp3: true, faultInjection: true, tracing });
  t.notThrows(() => readBootstrap(JSON.parse(JSON.stringify(everything))));
});

test('Envoy accepts it', async (t) => {
  await using directory = await makeTempDir();
  const path = join(directory.path, 'envoy.json');
  const { directory: certificates } = await sharedCertificates();
  const meshTls = { certificates, secrets: join(directory.path, 'secrets') };
  writeSecrets(meshTls);
  const options = { ...exampleOptions, meshTls, dynamicFolder: join(directory.path, 'dynamic') };
  writeDynamicFiles(options);
  // Anything retired would be an error too: fail_on_any_deprecated_feature is set.
  // It does not look into the files that it would watch: so their content once more in its own.
  for (const each of [makeBootstrap(options), makeBootstrap({ ...options, dynamicFolder: undefined })]) {
    await writeFile(path, JSON.stringify(each));
    await t.notThrowsAsync(run(envoyPath(), ['--mode', 'validate', '-c', path]));
  }
});

/** Every object of the configuration, with all that it holds. */
function* walk(value: JsonValue | undefined): Generator<JsonObject> {
  if (Array.isArray(value)) for (const each of value) yield* walk(each);
  else if (typeof value === 'object' && value !== null) {
    yield value;
    for (const each of Object.values(value)) yield* walk(each);
  }
}

const objects = [...walk([bootstrap, ...resources])];
const collect = (key: string) => objects.flatMap((each) => (each[key] === undefined ? [] : [each[key]]));
const names = (key: string) => collect(key).flatMap((each) => Object.keys(each as JsonObject));

test('filters, and settings of a route for a filter, have names that Envoy knows', (t) => {
  const known: readonly string[] = Object.values(filterNames);
  const filters = collect('httpFilters').flatMap((each) => each as JsonObject[]);
  t.deepEqual(
    filters.filter(({ name }) => !known.includes(String(name))),
    [],
  );
  t.deepEqual(
    names('typedPerFilterConfig').filter((name) => !known.includes(name)),
    [],
  );
});

test('routes ask for token requirements that there are', (t) => {
  const known = names('requirementMap');
  t.deepEqual(
    collect('requirementName').filter((name) => !known.includes(String(name))),
    [],
  );
});

test('every route of the edge says whether it needs a token', (t) => {
  const edge = objects.find(({ name, domains }) => name === 'edge' && domains !== undefined);
  const routes = edge?.routes as JsonObject[];
  const silent = routes.filter(
    (route) => !Object.keys((route.typedPerFilterConfig ?? {}) as JsonObject).includes(filterNames.jwtAuthn),
  );
  t.deepEqual(silent, []);
});

test('an RPC without an owner is an error', (t) => {
  const [policy] = exampleOptions.policies.values();
  if (policy === undefined) throw new Error('the contract is empty');
  const policies = new Map([['/tertulia.orphans.v1.OrphanService/Get', policy]]);
  t.throws(() => makeBootstrap({ ...exampleOptions, policies }), { message: /OrphanService\/Get has no owner/ });
});

const main = [join(root, 'envoy/main.ts')];

test('the command writes the configuration that the options ask for, and where its certificates are', async (t) => {
  await using directory = await makeTempDir();
  const [path, out] = ['options.json', 'envoy.json'].map((name) => join(directory.path, name)) as [string, string];
  const meshTls = { ...exampleOptions.meshTls, secrets: join(directory.path, 'secrets') };
  const options = { ...exampleOptions, meshTls, dynamicFolder: join(directory.path, 'dynamic') };
  const { policies: _, ...rest } = options;
  await writeFile(path, JSON.stringify(rest));
  await run(nodePath(), [...main, '--options', path, '--out', out]);
  t.deepEqual(JSON.parse(await readFile(out, 'utf8')), asJson(makeBootstrap(options)));
  for (const [name, content] of makeDynamicFiles(options)) {
    t.deepEqual(JSON.parse(await readFile(join(options.dynamicFolder, name), 'utf8')), asJson(content));
  }
  t.true(
    (await readFile(join(meshTls.secrets, 'identity.json'), 'utf8')).includes('"/etc/tertulia/tls/envoy.key.pem"'),
  );
  t.true((await readFile(join(meshTls.secrets, 'trust.json'), 'utf8')).includes('"/etc/tertulia/tls/ca.pem"'));
});

test('the command hands on the certificate of the edge, unless it is of no use', async (t) => {
  await using directory = await makeTempDir();
  const [path, out] = ['options.json', 'envoy.json'].map((name) => join(directory.path, name)) as [string, string];
  const meshTls = { ...exampleOptions.meshTls, secrets: join(directory.path, 'secrets') };
  const dynamicFolder = join(directory.path, 'dynamic');
  const edgeTls = writeSelfSigned(directory.path);
  const { policies: _, ...rest } = { ...exampleOptions, meshTls, dynamicFolder, edgeTls };
  await writeFile(path, JSON.stringify(rest));
  await run(nodePath(), [...main, '--options', path, '--out', out]);
  t.true((await readFile(join(meshTls.secrets, 'edge.json'), 'utf8')).includes('PRIVATE KEY'));
  t.false((await readFile(out, 'utf8')).includes('PRIVATE KEY'));
  const { keyPath } = writeSelfSigned(directory.path, 'other');
  await writeFile(path, JSON.stringify({ ...rest, edgeTls: { ...rest.edgeTls, keyPath } }));
  await t.throwsAsync(run(nodePath(), [...main, '--options', path, '--out', out]), { message: /is not the key of/ });
});

test('the command names what is wrong with the options, and writes nothing', async (t) => {
  await using directory = await makeTempDir();
  const [options, out] = ['options.json', 'envoy.json'].map((name) => join(directory.path, name)) as [string, string];
  await writeFile(
    options,
    JSON.stringify({ addresses: { ...exampleOptions.addresses, edge: { host: '', port: 70_000 } } }),
  );
  const error = await t.throwsAsync(run(nodePath(), [...main, '--options', options, '--out', out]));
  t.regex(error?.message ?? '', /addresses\.edge\.port/);
  await t.throwsAsync(readFile(out));
});
