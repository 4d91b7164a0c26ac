import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { PersonRow } from '../profile/person-row.tsx';
import { showRelationship } from '../profile/profile-queries.ts';
import { clients } from '../session/current.ts';
import { Empty } from '../ui/empty.tsx';
import { EndlessList } from '../ui/endless-list.tsx';
import { Page } from '../ui/page.tsx';
import { RowActions } from '../ui/row-actions.tsx';
import { muteMessages } from './messages.ts';
import { blockedPeople } from './mute-lists.ts';

/** Whom one blocks. */
export default function BlocksPage() {
  const query = useInfiniteQuery(blockedPeople);
  const queryClient = useQueryClient();
  return (
    <Page title={muteMessages.blocksTitle}>
      <EndlessList
        query={query}
        items={query.data?.pages.flatMap((page) => page.accounts) ?? []}
        keyOf={({ accountId }) => accountId}
        render={(card) => (
          <PersonRow person={card}>
            <RowActions
              of={card.displayName}
              actions={[
                {
                  label: muteMessages.unblock,
                  outcome: muteMessages.unblocked,
                  quiet: true,
                  async run(requestId) {
                    const { relationship } = await clients.graph.unblock({ requestId, accountId: card.accountId });
                    showRelationship(queryClient, card.handle, relationship);
                  },
                },
              ]}
            />
          </PersonRow>
        )}
        label={muteMessages.blocksTitle}
        empty={<Empty title={muteMessages.noBlocks} />}
      />
    </Page>
  );
}
