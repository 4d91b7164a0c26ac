import { type ReactNode, useEffect, useRef } from 'react';
import { uiMessages } from './messages.ts';
import { Problem } from './problem.tsx';
import { Skeleton } from './skeleton.tsx';
import './endless-list.css';

/** As much of an infinite query as a list shows. */
export interface EndlessQuery {
  isPending: boolean;
  isError: boolean;
  error: unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  refetch(): unknown;
  fetchNextPage(): unknown;
}

/** A list that goes on when its end comes near, or by its button. `empty` stands there when it has no items. */
export function EndlessList<T>(props: {
  query: EndlessQuery;
  items: readonly T[];
  render: (item: T) => ReactNode;
  keyOf: (item: T) => string;
  label: string;
  empty: ReactNode;
}) {
  const { query, items, render, keyOf, label, empty } = props;
  if (query.isPending) return <Skeleton />;
  if (query.isError && items.length === 0) return <Problem error={query.error} onRetry={() => query.refetch()} />;
  if (items.length === 0 && !query.hasNextPage) return empty;
  return (
    <>
      <ul className="endless-list" aria-label={label}>
        {items.map((item) => (
          <li key={keyOf(item)}>{render(item)}</li>
        ))}
      </ul>
      {query.isFetchNextPageError ? (
        <Problem error={query.error} onRetry={() => query.fetchNextPage()} />
      ) : (
        query.hasNextPage && <More query={query} />
      )}
    </>
  );
}

function More({ query }: { query: EndlessQuery }) {
  const button = useRef<HTMLButtonElement>(null);
  const { isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    if (button.current === null || isFetchingNextPage) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && fetchNextPage(), {
      rootMargin: '600px',
    });
    observer.observe(button.current);
    return () => observer.disconnect();
  }, [isFetchingNextPage, fetchNextPage]);
  return (
    <div className="endless-more">
      <button
        ref={button}
        type="button"
        className="link-button"
        disabled={isFetchingNextPage}
        onClick={() => fetchNextPage()}
      >
        {isFetchingNextPage ? uiMessages.loading : uiMessages.more}
      </button>
    </div>
  );
}
