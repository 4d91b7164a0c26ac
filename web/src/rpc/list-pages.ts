import { infiniteQueryOptions, type QueryKey } from '@tanstack/react-query';

const pageSize = 20;

/** Reads a list of the contract page by page, under a key of its own. `read` gets the request of each page. */
export function listPages<Answer extends { nextPageToken: string }>(
  queryKey: QueryKey,
  read: (page: { pageSize: number; pageToken: string }, options: { signal: AbortSignal }) => Promise<Answer>,
) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => read({ pageSize, pageToken: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  });
}
