import type { MethodPolicy } from '../../services/kit/policies.ts';
import { nameOfSpiffeId, spiffeId } from '../../services/kit/tls/spiffe.ts';
import { readErrorDetails } from '../../web/src/rpc/error-details.ts';
import type { Answer, Fields, RawClient } from './answer.ts';
import { type Brought, expectAtEdge, expectInside, isTurnedAway, judge, type Verdict } from './expectation.ts';
import type { Forgery } from './forged-tokens.ts';
import { oddPaths } from './odd-paths.ts';
import type { Case } from './run-cases.ts';

export type Rpc = readonly [path: string, policy: MethodPolicy];

/** Where a call comes in, and what is expected of it there. */
export interface Door {
  readonly isEdge: boolean;
  /** `claimed`: what the call says that it comes from. */
  expect(policy: MethodPolicy, token: Brought['token'], claimed: string): Verdict;
}

/** The gateway's outer listener: where a call says that it comes from does not count. */
export const edgeDoor: Door = { isEdge: true, expect: (policy, token) => expectAtEdge(policy, token) };

/** Inside the mesh: `from` is whom the call is taken for, if that is not the SPIFFE id that it says. */
export function insideDoor(from?: string): Door {
  return {
    isEdge: false,
    expect: (policy, token, claimed) => expectInside(policy, { token, from: from ?? nameOfSpiffeId(claimed) ?? '' }),
  };
}

/** A call of an RPC with these headers ends as expected. */
export function expecting(client: RawClient, rpc: Rpc, what: string, headers: Fields, expected: Verdict): Case {
  const [path, { serverStreaming }] = rpc;
  return {
    name: `${path} ${what}`,
    async try() {
      const got = judge(await client.call({ path, headers, serverStreaming }));
      return got === expected ? undefined : `${got} instead of ${expected}`;
    },
  };
}

/** Each RPC with each bad credential: refused, or not read where none is. */
export function forgeCases(
  client: RawClient,
  rpcs: readonly Rpc[],
  forgeries: Readonly<Record<string, Forgery>>,
  door: Door,
): Case[] {
  const fitting = Object.entries(forgeries).filter(([, { isForEdge }]) => door.isEdge || isForEdge !== true);
  return rpcs.flatMap(([path, policy]) =>
    fitting.map(([name, { headers, query = '' }]) => ({
      name: `${path} with ${name}`,
      async try() {
        const token = headers.some(([field]) => field === 'authorization') ? 'bad' : 'none';
        const expected = door.expect(policy, token, '');
        const answer = await client.call({ path: path + query, headers, serverStreaming: policy.serverStreaming });
        const isFine = judge(answer) === expected || (query !== '' && isTurnedAway(answer));
        return isFine ? undefined : `${judge(answer)} instead of ${expected}`;
      },
    })),
  );
}

/**
 * Each RPC under each odd path, without a token: turned away, or let in where the path itself would be. The call says
 * that it comes from a service that may call, so that at a service nothing but the path can stop it.
 */
export function oddPathCases(client: RawClient, rpcs: readonly Rpc[], door: Door): Case[] {
  return rpcs.flatMap(([path, policy]) => {
    const claimed = spiffeId(policy.callers[0] ?? 'posts');
    const itself = door.expect(policy, 'none', claimed);
    return Object.entries(oddPaths).map(([name, write]) => ({
      name: `${path} with ${name}`,
      async try() {
        const headers: Fields = [['x-tertulia-service', claimed]];
        const answer = await client.call({ path: write(path), headers, serverStreaming: policy.serverStreaming });
        const isFine = isTurnedAway(answer) || (itself === 'passed' && judge(answer) === 'passed');
        return isFine ? undefined : judge(answer);
      },
    }));
  });
}

/** Calls until it is refused: not before the limit, soon after it, and with the time to wait. */
export function limitCase(client: RawClient, [path, { rateLimit, serverStreaming }]: Rpc, identity: Fields): Case {
  const { requests = 0, perMs = 1, scope } = rateLimit ?? {};
  return {
    name: `${path} over its limit of ${requests}`,
    async try() {
      const start = performance.now();
      let refused: Answer | undefined;
      let passed = 0;
      while (refused === undefined) {
        const cameBack = ((performance.now() - start) / perMs) * requests;
        if (passed > requests + cameBack + 1) return `${passed} calls passed`;
        const answer = await client.call({ path, headers: [...identity, ...fromAnywhere(passed)], serverStreaming });
        if (answer.status === 'RESOURCE_EXHAUSTED') refused = answer;
        else passed += 1;
      }
      // From this address others have called before.
      if (scope === 'SCOPE_USER' && passed < requests) return `refused after ${passed} calls`;
      const { reason, retryDelayMs = 0 } = readErrorDetails(refused.details);
      const isTrue = retryDelayMs > 0 && retryDelayMs <= perMs / requests;
      return reason === 'RATE_LIMITED' && isTrue ? undefined : `refused with ${reason}, to wait ${retryDelayMs} ms`;
    },
  };
}

/** Another address each time, for whoever believes it. */
export function fromAnywhere(call: number): Fields {
  const address = `198.51.100.${call % 250}`;
  return [
    ['x-forwarded-for', address],
    ['x-envoy-external-address', address],
  ];
}
