import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { isNotFound } from '../rpc/rpc-error.ts';
import { Empty } from '../ui/empty.tsx';
import { EndlessList } from '../ui/endless-list.tsx';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { profileMessages } from './messages.ts';
import { PersonRow } from './person-row.tsx';
import { PersonNotFound } from './profile-page.tsx';
import { peopleQuery, profileQuery } from './profile-queries.ts';

/** Who follows a person, or whom they follow. */
export default function PeoplePage({ handle, kind }: { handle: string; kind: 'followers' | 'following' }) {
  const profile = useQuery(profileQuery(handle));
  const accountId = profile.data?.accountId;
  const query = useInfiniteQuery({ ...peopleQuery(kind, accountId ?? ''), enabled: accountId !== undefined });
  const title = kind === 'followers' ? profileMessages.followersTitle(handle) : profileMessages.followingTitle(handle);
  if (isNotFound(profile.error)) return <PersonNotFound />;
  return (
    <Page title={title}>
      {profile.isError ? (
        <Problem error={profile.error} onRetry={() => profile.refetch()} />
      ) : (
        <EndlessList
          query={query}
          items={query.data?.pages.flatMap((page) => page.people) ?? []}
          keyOf={(card) => card.accountId}
          render={(card) => <PersonRow person={card} />}
          label={title}
          empty={<Empty title={kind === 'followers' ? profileMessages.noFollowers : profileMessages.noFollowing} />}
        />
      )}
    </Page>
  );
}
