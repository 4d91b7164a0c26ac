import { useQuery } from '@tanstack/react-query';
import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import { paths } from '../app/routes.ts';
import { isNotFound } from '../rpc/rpc-error.ts';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { AuthorComments } from './author-comments.tsx';
import { profileMessages } from './messages.ts';
import { ProfileHeader } from './profile-header.tsx';
import { profileQuery } from './profile-queries.ts';
import { AuthorPosts, LikedPosts } from './profile-tabs.tsx';

/** What is shown of a person. */
type ProfileTab = 'posts' | 'replies' | 'likes';

/** A person and what they have written, answered or liked. */
export default function ProfilePage({ handle, tab = 'posts' }: { handle: string; tab?: ProfileTab }) {
  const query = useQuery(profileQuery(handle));
  if (isNotFound(query.error)) return <PersonNotFound />;
  return (
    <Page title={query.data ? `${query.data.displayName} (@${handle})` : `@${handle}`} heading={false}>
      {query.isPending && <Skeleton />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data && <ProfileHeader profile={query.data} />}
      {query.data && <Tab profile={query.data} tab={tab} />}
    </Page>
  );
}

/** What stands in place of a person who does not exist, or who blocks the reader: the two look alike. */
export function PersonNotFound() {
  return (
    <Page title={profileMessages.notFoundTitle}>
      <Empty title={profileMessages.notFound} />
    </Page>
  );
}

function Tab({ profile, tab }: { profile: Profile; tab: ProfileTab }) {
  if (profile.viewerRelationship?.blocking) return <Empty title={profileMessages.blocked} />;
  const { handle } = profile;
  return (
    <>
      <Tabs
        label={profileMessages.tabs}
        tabs={[
          { href: paths.profile(handle), label: profileMessages.postsTab },
          { href: paths.replies(handle), label: profileMessages.repliesTab },
          { href: paths.liked(handle), label: profileMessages.likesTab },
        ]}
      />
      {tab === 'posts' && <AuthorPosts profile={profile} />}
      {tab === 'replies' && <AuthorComments profile={profile} />}
      {tab === 'likes' && <LikedPosts profile={profile} />}
    </>
  );
}
