import { QueryClient } from '@tanstack/react-query';
import { pauseMs } from '../live/watch.ts';
import { RpcError } from '../rpc/rpc-error.ts';

/** How often a call that brought no answer is made again. Mutations carry a request_id, so they can be too. */
const retries = 2;

/**
 * Only what did not get through is made again from here: the gateway has called again already where that helps, and who was
 * told that there is too much to do would add to it.
 */
const options = {
  retry: (failures: number, error: Error) => failures < retries && error instanceof RpcError && error.offline,
  retryDelay: (failures: number) => pauseMs(failures),
  // A call that cannot get through fails and is said to, rather than waiting for the browser to think it is online.
  networkMode: 'always',
} as const;

/** Makes the memory of what was read, for one account: another one must not see it. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { ...options, staleTime: 30_000, refetchOnWindowFocus: false },
      mutations: options,
    },
  });
}
