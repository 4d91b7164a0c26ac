import { QueryClient } from '@tanstack/react-query';
import { isTransient, RpcError } from '../rpc/rpc-error.ts';

/** How often a call that failed for the moment is made again. Mutations carry a request_id, so they can be too. */
const retries = 2;
const longestPauseMs = 8_000;

const options = {
  retry: (failures: number, error: Error) => failures < retries && isTransient(error),
  retryDelay: (failures: number, error: Error) => {
    const asked = error instanceof RpcError ? error.retryDelayMs : undefined;
    return Math.min(longestPauseMs, asked ?? 500 * 2 ** failures);
  },
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
