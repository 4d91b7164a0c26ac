import { join } from 'node:path';
import test from 'ava';
import { writeSelfSigned } from '../../envoy/testing/self-signed.ts';
import { makeTempDir } from '../../services/kit/testing/temp-dir.ts';
import { edgeUrl, localHost } from './edge-url.ts';
import { readUpOptions } from './options.ts';

const read = (...args: string[]) => readUpOptions(args, {}, '/cwd');

function faultsOf(...args: string[]): string[] {
  try {
    read(...args);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
}

test('by default the edge is plain text on loopback, and nothing is otherwise than by default', (t) => {
  const { port, edge } = read();
  t.is(port, 8080);
  t.deepEqual([edge.host, edge.edgeTls, edge.names, edge.allowPlaintext], ['127.0.0.1', undefined, undefined, false]);
  t.deepEqual([edge.origins, edge.trustedProxies], [[], undefined]);
  t.deepEqual([edge.addressLimit, edge.edgeLimits], [undefined, undefined]);
});

test('all that is wrong is said at once', (t) => {
  const faults = faultsOf(
    ...['--port', 'x', '--prot', '80', 'stray', '--detach=yes', '--seed', 'real', '--limit', '--detach'],
    ...['--trusted-proxies', 'two', '--origin', 'http://a/', '--limit', 'burst=0', '--limit', 'depth=1', '--key', 'k'],
  );
  const expected = [
    /^Unknown option --prot\./,
    /^Unexpected "stray"\./,
    /^--detach takes no value\.$/,
    /^--limit needs a value\.$/,
    /^"x" is not a port/,
    /^TLS needs both --certificate and --key\.$/,
    /^--origin is "http:\/\/a\/"/,
    /^--trusted-proxies is "two"/,
    /^--limit burst=0: /,
    /^There is no limit "depth"/,
    /^There is no seed "real"/,
  ];
  t.is(faults.length, expected.length, faults.join('\n'));
  for (const [index, each] of expected.entries()) t.regex(faults[index] ?? '', each);
});

test('any address but loopback needs TLS, or to be asked for without', (t) => {
  for (const host of ['0.0.0.0', '::', '192.0.2.1']) {
    t.regex(
      faultsOf('--host', host).join(),
      new RegExp(`Without TLS .* ${host.replaceAll('.', '\\.')}: .*--allow-plaintext`),
    );
    t.is(read('--host', host, '--allow-plaintext').edge.host, host);
  }
  for (const host of ['127.0.0.1', '::1', '127.1.2.3']) t.is(read('--host', host).edge.host, host);
  t.is(read('--host', 'localhost').edge.host, '127.0.0.1');
  t.regex(faultsOf('--host', 'tertulia.example').join(), /^--host is "tertulia\.example": give an IP address/);
});

test('a certificate and key that do not fit are named before anything starts', async (t) => {
  await using folder = await makeTempDir();
  const [one, two] = ['one', 'two'].map((name) => writeSelfSigned(folder.path, name)) as [Pair, Pair];
  const { edge } = read('--host', '0.0.0.0', '--certificate', one.certificatePath, '--key', one.keyPath);
  t.deepEqual(edge.edgeTls, one);
  t.regex(
    faultsOf('--certificate', one.certificatePath, '--key', two.keyPath).join(),
    /two\.key\.pem is not the key of/,
  );
  const missing = join(folder.path, 'missing.pem');
  t.is(faultsOf('--certificate', missing, '--key', missing).length, 2);
});

type Pair = ReturnType<typeof writeSelfSigned>;

test('origins, proxies and limits are passed on', (t) => {
  const { edge } = read(
    ...['--origin', 'https://app.example', '--origin', 'http://localhost:5173', '--trusted-proxies', '2'],
    ...['--limit', 'burst=50', '--limit', 'maxConnections=100', '--limit=idleTimeoutMs=1000'],
  );
  t.deepEqual(edge.origins, ['https://app.example', 'http://localhost:5173']);
  t.is(edge.trustedProxies, 2);
  t.deepEqual(edge.addressLimit, { requestsPerSecond: 200, burst: 50 });
  t.deepEqual(edge.edgeLimits, { maxConnections: 100, idleTimeoutMs: 1000 });
});

test('people are sent to the name of the certificate', (t) => {
  t.is(edgeUrl({ host: '127.0.0.1', names: undefined }, 8080), 'http://localhost:8080');
  t.is(edgeUrl({ host: '0.0.0.0', names: ['*.example', 'tertulia.example'] }, 443), 'https://tertulia.example');
  t.is(edgeUrl({ host: '::', names: ['*.example'] }, 8443), 'https://localhost:8443');
  t.is(edgeUrl({ host: '2001:db8::1', names: [] }, 8443), 'https://[2001:db8::1]:8443');
  t.deepEqual(['0.0.0.0', '::', '192.0.2.1'].map(localHost), ['127.0.0.1', '127.0.0.1', '192.0.2.1']);
});
