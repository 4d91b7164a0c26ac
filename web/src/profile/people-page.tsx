import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ProfileCard } from '#gen/tertulia/profile/v1/profile_card.ts';
import { isNotFound, RpcError } from '../rpc/rpc-error.ts';
import { clients } from '../session/current.ts';
import { useMe } from '../session/use-session.ts';
import { Empty } from '../ui/empty.tsx';
import { EndlessList } from '../ui/endless-list.tsx';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { RowActions } from '../ui/row-actions.tsx';
import { profileMessages } from './messages.ts';
import { PersonRow } from './person-row.tsx';
import { PersonNotFound } from './profile-page.tsx';
import { type PeopleKind, peopleQuery, profileQuery } from './profile-queries.ts';

/** People around a person: who follows them, whom they follow, who of those that one follows follows them. */
export default function PeoplePage({ handle, kind }: { handle: string; kind: PeopleKind }) {
  const me = useMe();
  const profile = useQuery(profileQuery(handle));
  const accountId = profile.data?.accountId;
  const query = useInfiniteQuery({ ...peopleQuery(kind, accountId ?? ''), enabled: accountId !== undefined });
  const title = profileMessages.peopleTitle[kind](handle);
  const isOwn = kind === 'followers' && accountId !== undefined && accountId === me?.accountId;
  if (isNotFound(profile.error)) return <PersonNotFound />;
  if (isPrivate(query.error)) {
    return (
      <Page title={title}>
        <Empty title={profileMessages.privateTitle}>
          <p>{profileMessages.privateText(handle)}</p>
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={title}>
      {profile.isError ? (
        <Problem error={profile.error} onRetry={() => profile.refetch()} />
      ) : (
        <EndlessList
          query={query}
          items={query.data?.pages.flatMap((page) => page.people) ?? []}
          keyOf={(card) => card.accountId}
          render={(card) => <PersonRow person={card}>{isOwn && <RemoveFollower person={card} />}</PersonRow>}
          label={title}
          empty={<Empty title={profileMessages.noPeople[kind]} />}
        />
      )}
    </Page>
  );
}

function RemoveFollower({ person }: { person: ProfileCard }) {
  return (
    <RowActions
      of={person.displayName}
      actions={[
        {
          label: profileMessages.removeAction,
          outcome: profileMessages.removed,
          quiet: true,
          run: (requestId) => clients.graph.removeFollower({ requestId, accountId: person.accountId }),
        },
      ]}
    />
  );
}

function isPrivate(error: unknown): boolean {
  return error instanceof RpcError && error.reason === 'ACCOUNT_PRIVATE';
}
