import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Calls `again` for each query under a key that is being read now, once it has been: for what changes meanwhile. The
 * answer on its way may be older than the change, and a list comes back as it was when its next page was asked for.
 */
export function onceRead(client: QueryClient, queryKey: QueryKey, again: (key: QueryKey) => void): void {
  const cache = client.getQueryCache();
  const reading = new Set(cache.findAll({ queryKey, fetchStatus: 'fetching' }));
  if (reading.size === 0) return;
  const stop = cache.subscribe(({ type, query }) => {
    const isOver = type === 'removed' || query.state.fetchStatus !== 'fetching';
    if (!isOver || !reading.delete(query)) return;
    if (reading.size === 0) stop();
    if (type !== 'removed') again(query.queryKey);
  });
}
