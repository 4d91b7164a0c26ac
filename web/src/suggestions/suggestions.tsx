import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Suggestion } from '#gen/tertulia/profile/v1/suggestion_service.ts';
import { suggestions } from '../profile/graph-clients.ts';
import { PersonRow } from '../profile/person-row.tsx';
import { showRelationship } from '../profile/profile-queries.ts';
import { clients } from '../session/current.ts';
import { RowActions } from '../ui/row-actions.tsx';
import { Section } from '../ui/section.tsx';
import { suggestionMessages } from './messages.ts';

/** As many as are shown. */
const shown = 8;

/**
 * Whom one may want to follow, each with the reason. Nothing at all while there is nobody to suggest, or where it cannot
 * be read: it is never what a page is about.
 */
export default function Suggestions() {
  const { data } = useQuery({
    queryKey: ['suggestions'],
    queryFn: async ({ signal }) => (await suggestions.suggestAccounts({ pageSize: shown }, { signal })).suggestions,
    // Who was followed or dismissed stays in its place until the page is opened anew.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (data === undefined || data.length === 0) return null;
  return (
    <Section title={suggestionMessages.title}>
      <ul className="endless-list">
        {data.map((suggestion) => (
          <li key={suggestion.account?.accountId}>
            <SuggestionRow suggestion={suggestion} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function SuggestionRow({ suggestion }: { suggestion: Suggestion }) {
  const { account, reason, followedBy, followedByCount } = suggestion;
  const queryClient = useQueryClient();
  if (account === undefined) return null;
  const { accountId, handle, displayName } = account;
  const names = followedBy.slice(0, 2).map((card) => card.displayName);

  async function follow(requestId: string): Promise<void> {
    const { relationship } = await clients.graph.follow({ requestId, accountId });
    showRelationship(queryClient, handle, relationship);
  }

  return (
    <PersonRow person={account} note={suggestionMessages.why[reason](names, followedByCount)}>
      <RowActions
        of={displayName}
        actions={[
          {
            label: account.private ? suggestionMessages.ask : suggestionMessages.follow,
            outcome: account.private ? suggestionMessages.asked : suggestionMessages.followed,
            run: follow,
          },
          {
            label: suggestionMessages.dismiss,
            outcome: suggestionMessages.dismissed,
            quiet: true,
            run: (requestId) => suggestions.dismissSuggestion({ requestId, accountId }),
          },
        ]}
      />
    </PersonRow>
  );
}
