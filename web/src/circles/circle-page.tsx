import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Circle } from '#gen/tertulia/profile/v1/circle_service.ts';
import type { ProfileCard } from '#gen/tertulia/profile/v1/profile_card.ts';
import { PersonRow } from '../profile/person-row.tsx';
import { isNotFound } from '../rpc/rpc-error.ts';
import { Empty } from '../ui/empty.tsx';
import { EndlessList } from '../ui/endless-list.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { uiMessages } from '../ui/messages.ts';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { RowActions } from '../ui/row-actions.tsx';
import { Section } from '../ui/section.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { AddMembers } from './add-members.tsx';
import { DeleteCircle, RenameCircle } from './change-circle.tsx';
import { circleQuery, circles, membersQuery, showCircle } from './circle-queries.ts';
import { circleMessages } from './messages.ts';

/** A circle: its name, and who is in it. */
export default function CirclePage({ circleId }: { circleId: string }) {
  const query = useQuery(circleQuery(circleId));
  if (isNotFound(query.error)) {
    return (
      <Page title={circleMessages.notFoundTitle}>
        <Empty title={circleMessages.notFound} />
      </Page>
    );
  }
  if (query.data === undefined) {
    return (
      <Page title={circleMessages.title}>
        {query.isError ? <Problem error={query.error} onRetry={() => query.refetch()} /> : <Skeleton />}
      </Page>
    );
  }
  return (
    <Page title={query.data.name} action={<CircleMenu circle={query.data} />}>
      <Section title={`${circleMessages.memberList} · ${circleMessages.members(query.data.memberCount)}`}>
        <Members circleId={circleId} />
      </Section>
      <Section title={circleMessages.add}>
        <AddMembers circleId={circleId} />
      </Section>
    </Page>
  );
}

function CircleMenu({ circle }: { circle: Circle }) {
  const [asked, setAsked] = useState<'rename' | 'delete'>();
  const close = () => setAsked(undefined);
  return (
    <>
      <Menu label={uiMessages.menu}>
        <MenuItem onSelect={() => setAsked('rename')}>{circleMessages.rename}</MenuItem>
        <MenuItem onSelect={() => setAsked('delete')}>{circleMessages.delete}</MenuItem>
      </Menu>
      {asked === 'rename' && <RenameCircle circle={circle} onClose={close} />}
      {asked === 'delete' && <DeleteCircle circle={circle} onClose={close} />}
    </>
  );
}

function Members({ circleId }: { circleId: string }) {
  const query = useInfiniteQuery(membersQuery(circleId));
  return (
    <EndlessList
      query={query}
      items={query.data?.pages.flatMap((page) => page.members) ?? []}
      keyOf={({ accountId }) => accountId}
      render={(card) => (
        <PersonRow person={card}>
          <TakeOut circleId={circleId} person={card} />
        </PersonRow>
      )}
      label={circleMessages.memberList}
      empty={
        <Empty title={circleMessages.noMembers}>
          <p>{circleMessages.noMembersText}</p>
        </Empty>
      }
    />
  );
}

function TakeOut({ circleId, person: { accountId, displayName } }: { circleId: string; person: ProfileCard }) {
  const queryClient = useQueryClient();
  return (
    <RowActions
      of={displayName}
      actions={[
        {
          label: circleMessages.remove,
          outcome: circleMessages.removed,
          quiet: true,
          async run(requestId) {
            const { circle } = await circles.removeCircleMembers({ requestId, circleId, accountIds: [accountId] });
            showCircle(queryClient, circle);
            void queryClient.invalidateQueries({ queryKey: ['circle members', circleId], refetchType: 'none' });
          },
        },
      ]}
    />
  );
}
