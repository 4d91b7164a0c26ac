import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { FollowRequestEntry } from '#gen/tertulia/profile/v1/follow_request_service.ts';
import type { ProfileCard } from '#gen/tertulia/profile/v1/profile_card.ts';
import { followRequests } from '../profile/graph-clients.ts';
import { PersonRow } from '../profile/person-row.tsx';
import { Empty } from '../ui/empty.tsx';
import { EndlessList } from '../ui/endless-list.tsx';
import { Page } from '../ui/page.tsx';
import { RowActions } from '../ui/row-actions.tsx';
import { Section } from '../ui/section.tsx';
import { Time } from '../ui/time.tsx';
import { requestMessages } from './messages.ts';
import { requestLists } from './request-queries.ts';

/** Who asks to follow one, and whom one asks. */
export default function RequestsPage() {
  return (
    <Page title={requestMessages.title}>
      <Section title={requestMessages.incoming}>
        <Requests
          kind="incoming"
          actions={(person) => <Answer person={person} />}
          empty={
            <Empty title={requestMessages.noIncoming}>
              <p>{requestMessages.noIncomingText}</p>
            </Empty>
          }
        />
      </Section>
      <Section title={requestMessages.outgoing}>
        <Requests
          kind="outgoing"
          actions={(person) => <Withdraw person={person} />}
          empty={<p className="section-none">{requestMessages.noOutgoing}</p>}
        />
      </Section>
    </Page>
  );
}

function Requests(props: {
  kind: keyof typeof requestLists;
  actions: (person: ProfileCard) => ReactNode;
  empty: ReactNode;
}) {
  const { kind, actions, empty } = props;
  const query = useInfiniteQuery(requestLists[kind]);
  const row = ({ account, createTime }: FollowRequestEntry) =>
    account && (
      <PersonRow person={account} note={<Time moment={createTime} />}>
        {actions(account)}
      </PersonRow>
    );
  return (
    <EndlessList
      query={query}
      items={query.data?.pages.flatMap((page) => page.followRequests) ?? []}
      keyOf={({ account }) => account?.accountId ?? ''}
      render={row}
      label={requestMessages[kind]}
      empty={empty}
    />
  );
}

function Answer({ person: { accountId, displayName } }: { person: ProfileCard }) {
  return (
    <RowActions
      of={displayName}
      actions={[
        {
          label: requestMessages.accept,
          outcome: requestMessages.accepted,
          run: (requestId) => followRequests.acceptFollowRequest({ requestId, accountId }),
        },
        {
          label: requestMessages.reject,
          outcome: requestMessages.rejected,
          quiet: true,
          run: (requestId) => followRequests.rejectFollowRequest({ requestId, accountId }),
        },
      ]}
    />
  );
}

function Withdraw({ person: { accountId, displayName } }: { person: ProfileCard }) {
  return (
    <RowActions
      of={displayName}
      actions={[
        {
          label: requestMessages.withdraw,
          outcome: requestMessages.withdrawn,
          quiet: true,
          run: (requestId) => followRequests.withdrawFollowRequest({ requestId, accountId }),
        },
      ]}
    />
  );
}
