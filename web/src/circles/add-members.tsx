import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { PersonRow } from '../profile/person-row.tsx';
import { clients } from '../session/current.ts';
import { Field } from '../ui/field.tsx';
import { Problem } from '../ui/problem.tsx';
import { RowActions } from '../ui/row-actions.tsx';
import { circles, showCircle } from './circle-queries.ts';
import { circleMessages } from './messages.ts';

/** As many people as are offered. */
const offered = 5;

/** Finds people by the beginning of a name or handle, and puts them into a circle. */
export function AddMembers({ circleId }: { circleId: string }) {
  const queryClient = useQueryClient();
  const [words, setWords] = useState('');
  const term = useDeferredValue(words.trim().replace(/^@/, ''));
  const found = useQuery({
    queryKey: ['search', 'few', term],
    queryFn: async ({ signal }) =>
      (await clients.profiles.searchProfiles({ query: term, pageSize: offered }, { signal })).profiles,
    enabled: term !== '',
    placeholderData: keepPreviousData,
  });
  const people = term === '' ? [] : (found.data ?? []);

  async function add(requestId: string, accountId: string): Promise<void> {
    const { circle } = await circles.addCircleMembers({ requestId, circleId, accountIds: [accountId] });
    showCircle(queryClient, circle);
    await queryClient.invalidateQueries({ queryKey: ['circle members', circleId] });
  }

  return (
    <>
      <div className="section-body">
        <Field
          label={circleMessages.find}
          type="search"
          value={words}
          maxLength={50}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      {found.isError && <Problem error={found.error} onRetry={() => found.refetch()} />}
      <ul className="endless-list" aria-label={circleMessages.add}>
        {people.map((card) => (
          <li key={card.accountId}>
            <PersonRow person={{ ...card, bio: '' }}>
              <RowActions
                of={card.displayName}
                actions={[
                  {
                    label: circleMessages.addAction,
                    outcome: circleMessages.added,
                    run: (requestId) => add(requestId, card.accountId),
                  },
                ]}
              />
            </PersonRow>
          </li>
        ))}
      </ul>
      {term !== '' && found.isSuccess && people.length === 0 && (
        <p className="section-none">{circleMessages.nobody(term)}</p>
      )}
    </>
  );
}
