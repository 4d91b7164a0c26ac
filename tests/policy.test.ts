import test, { type ExecutionContext } from 'ava';
import { Metadata } from 'nice-grpc';
import { meshRpcs } from '../envoy/contract.ts';
import { topology } from '../envoy/topology.ts';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import { loadPolicies } from '../services/kit/policies.ts';
import { expectStatus } from '../services/kit/testing/expect-status.ts';
import { type CertificateFiles, readCertificateFiles } from '../services/kit/tls/certificate-files.ts';
import { signUp } from './members.ts';
import { openEdgeClient } from './operations/edge-client.ts';
import type { Fields, RawClient } from './policy/answer.ts';
import {
  type Door,
  edgeDoor,
  expecting,
  forgeCases,
  fromAnywhere,
  insideDoor,
  limitCase,
  oddPathCases,
  type Rpc,
} from './policy/cases.ts';
import { expectAtEdge } from './policy/expectation.ts';
import { type Forgery, forge, goodToken, type Material } from './policy/forged-tokens.ts';
import { gatherMaterial } from './policy/gather-material.ts';
import { openNative } from './policy/native-client.ts';
import { type Case, runCases } from './policy/run-cases.ts';
import { claimedCallers, spoofedHeaders } from './policy/spoofed-headers.ts';
import { openWeb } from './policy/web-client.ts';

// Every RPC of the contract is tried, and what is expected comes from its policy alone: a new one needs no edit here.

const rpcs: readonly Rpc[] = [...loadPolicies()];
const protocols: Record<string, (url: string) => RawClient> = { 'gRPC-Web': openWeb, gRPC: openNative };

let tertulia: Tertulia;
let material: Material;
let forgeries: Record<string, Forgery>;
/** The tokens of members who call too often, one for each protocol. */
const often = new Map<string, string>();
/** The token of a member who opens streams: made before the tests, of which some call SignUp until it is over its limit. */
let streamer: string;

test.before(async () => {
  tertulia = await startTertulia({ env: { RATE_LIMIT_FACTOR: '1' } });
  material = await gatherMaterial(tertulia);
  forgeries = forge(material);
  for (const [index, protocol] of Object.keys(protocols).entries()) {
    often.set(protocol, (await signUp(tertulia.url, `often_${index}`)).token);
  }
  streamer = (await signUp(tertulia.url, 'streamer')).token;
});
test.after.always(async () => await tertulia[Symbol.asyncDispose]());

// One after the other: thousands of calls each, on a machine that others use as well.
for (const [protocol, open] of Object.entries(protocols)) {
  test.serial(`at the edge, ${protocol}: each RPC takes whom its policy names`, async (t) => {
    using client = open(tertulia.url);
    const good = bearer(goodToken(material));
    await tryAll(t, [
      ...rpcs.map((rpc) => expecting(client, rpc, 'without a token', [], expectAtEdge(rpc[1], 'none'))),
      ...rpcs.map((rpc) => expecting(client, rpc, 'with a good token', good, expectAtEdge(rpc[1], 'good'))),
    ]);
  });

  test.serial(`at the edge, ${protocol}: no RPC takes a forged token`, async (t) => {
    using client = open(tertulia.url);
    t.true(Object.keys(forgeries).length >= 20);
    await tryAll(t, forgeCases(client, rpcs, forgeries, edgeDoor));
  });

  test.serial(`at the edge, ${protocol}: no RPC believes headers that say who calls or from where`, async (t) => {
    using client = open(tertulia.url);
    const spoofs = Object.entries(spoofedHeaders);
    await tryAll(
      t,
      rpcs.flatMap((rpc) =>
        spoofs.map(([name, headers]) => expecting(client, rpc, name, headers, expectAtEdge(rpc[1], 'none'))),
      ),
    );
  });

  test.serial(`at the edge, ${protocol}: no spelling of a path leads past its policy`, async (t) => {
    using client = open(tertulia.url);
    await tryAll(t, oddPathCases(client, rpcs, edgeDoor));
  });

  test.serial(`at the edge, ${protocol}: who calls too often is told to wait, whatever they say`, async (t) => {
    using client = open(tertulia.url);
    const token = bearer(often.get(protocol) ?? '');
    const limited = rpcs.filter(([, { rateLimit }]) => rateLimit !== undefined);
    await tryAll(
      t,
      limited.map((rpc) => limitCase(client, rpc, rpc[1].audience === 'AUDIENCE_GUEST' ? [] : token)),
    );
  });
}

test.serial(
  'at the edge: who has as many streams open as one may have is told to wait, whatever they say',
  async (t) => {
    using client = openEdgeClient(tertulia.url);
    const limit = loadPolicies().get('/tertulia.posts.v1.TimelineService/WatchHome')?.streamLimit?.perAccount ?? 0;
    const open = async (call: number) => {
      const metadata = new Metadata([['authorization', `Bearer ${streamer}`], ...fromAnywhere(call)] as [
        string,
        string,
      ][]);
      const messages = client.timelines.watchHome({}, { metadata })[Symbol.asyncIterator]();
      await messages.next();
    };
    await Promise.all(Array.from({ length: limit }, (_, call) => open(call)));
    t.true(limit > 0);
    await expectStatus(t, open(limit), 'RESOURCE_EXHAUSTED');
  },
);

/** A way to a service, past the edge. */
interface Way {
  /** Whose certificates are shown. */
  readonly certificates: readonly string[];
  open(service: string, certificate: string): RawClient;
  /** What is expected of a call that comes with this certificate. */
  door(certificate: string): Door;
}

const ways: Record<string, Way> = {
  'through the mesh': {
    certificates: topology.map(({ name }) => name),
    open: (authority, as) => openNative(tertulia.meshUrl, { authority, certificate: certificateOf(as) }),
    door: insideDoor,
  },
  // Whoever held it would still find every policy at the service.
  "with the gateway's certificate": {
    certificates: ['envoy'],
    open: (name, as) => openNative(`https://${addressOf(name)}`, { authority: name, certificate: certificateOf(as) }),
    door: () => insideDoor(),
  },
};

for (const row of topology) {
  const { name } = row;
  const served = meshRpcs(loadPolicies(), row).map(({ path, policy }) => [path, policy] as const);
  for (const [title, { certificates, open, door }] of Object.entries(ways)) {
    test.serial(`${title}: ${name} takes whom the policies name, and no forged token`, async (t) => {
      const [as = ''] = certificates;
      using client = open(name, as);
      const good = bearer(goodToken(material));
      const expected = ([, policy]: Rpc, token: 'none' | 'good') => door(as).expect(policy, token, '');
      await tryAll(t, [
        ...served.map((rpc) => expecting(client, rpc, 'without a token', [], expected(rpc, 'none'))),
        ...served.map((rpc) => expecting(client, rpc, 'with a good token', good, expected(rpc, 'good'))),
        ...forgeCases(client, served, forgeries, door(as)),
      ]);
    });

    test.serial(`${title}: ${name} answers the services that the policies name, and no other`, async (t) => {
      using clients = new DisposableStack();
      const callers = certificates.map((as) => [as, clients.use(open(name, as))] as const);
      const claiming = (claimed: string, as: string, client: RawClient) =>
        served.map((rpc) => {
          const what = `as "${claimed}" with the certificate of ${as}`;
          const expected = door(as).expect(rpc[1], 'none', claimed);
          return expecting(client, rpc, what, [['x-tertulia-service', claimed]], expected);
        });
      await tryAll(
        t,
        callers.flatMap(([as, client]) => claimedCallers.flatMap((claimed) => claiming(claimed, as, client))),
      );
    });

    test.serial(`${title}: no spelling of a path leads past the policies of ${name}`, async (t) => {
      const [as = ''] = certificates;
      using client = open(name, as);
      await tryAll(t, oddPathCases(client, served, door(as)));
    });
  }
}

async function tryAll(t: ExecutionContext, cases: readonly Case[]): Promise<void> {
  t.log(`${cases.length} cases`);
  t.true(cases.length > 0);
  t.deepEqual(await runCases(cases), []);
}

function bearer(token: string): Fields {
  return [['authorization', `Bearer ${token}`]];
}

function addressOf(name: string): string {
  const service = Object.values(tertulia.services).find((each) => each.name === name);
  if (service === undefined) throw new Error(`${name} was not started`);
  return service.address;
}

function certificateOf(name: string): CertificateFiles {
  return readCertificateFiles(tertulia.tlsDir, name);
}
