import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { paths } from '../app/routes.ts';
import { PersonRow } from '../profile/person-row.tsx';
import { clients } from '../session/current.ts';
import { useMe } from '../session/use-session.ts';
import Suggestions from '../suggestions/suggestions.tsx';
import { Empty } from '../ui/empty.tsx';
import { EndlessList } from '../ui/endless-list.tsx';
import { Page } from '../ui/page.tsx';
import { searchMessages } from './messages.ts';
import './search-page.css';

/** A search begins this long after the last key. */
const pauseMs = 250;

/** Finds people by the beginning of a name or handle. The address carries the query. */
export default function SearchPage() {
  const query = (new URLSearchParams(useSearch()).get('q') ?? '').trim();
  const me = useMe();
  return (
    <Page title={searchMessages.title}>
      <SearchBox query={query} />
      {query === '' ? (
        <>
          <Empty title={searchMessages.intro}>
            <p>{searchMessages.introText}</p>
          </Empty>
          {me !== undefined && <Suggestions />}
        </>
      ) : (
        <Results query={query} />
      )}
    </Page>
  );
}

function SearchBox({ query }: { query: string }) {
  const [text, setText] = useState(query);
  const [, navigate] = useLocation();
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === query) return;
    const timer = setTimeout(() => navigate(paths.search(wanted), { replace: true }), pauseMs);
    return () => clearTimeout(timer);
  }, [text, query, navigate]);

  function search(event: FormEvent): void {
    event.preventDefault();
    navigate(paths.search(text.trim()), { replace: true });
  }

  return (
    <search>
      <form className="search-box" onSubmit={search}>
        <input
          ref={input}
          type="search"
          value={text}
          maxLength={50}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-label={searchMessages.label}
          placeholder={searchMessages.placeholder}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
    </search>
  );
}

function Results({ query: words }: { query: string }) {
  // A handle is often typed with its sign.
  const term = words.replace(/^@/, '') || words;
  const query = useInfiniteQuery({
    queryKey: ['search', term],
    queryFn: ({ pageParam, signal }) =>
      clients.profiles.searchProfiles({ query: term, pageToken: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
    placeholderData: keepPreviousData,
  });
  return (
    <EndlessList
      query={query}
      items={query.data?.pages.flatMap((page) => page.profiles) ?? []}
      keyOf={({ accountId }) => accountId}
      render={(profile) => <PersonRow person={profile} />}
      label={searchMessages.list}
      empty={<Empty title={searchMessages.none(words)} />}
    />
  );
}
