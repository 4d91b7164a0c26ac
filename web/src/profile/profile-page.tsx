import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import { flattenPosts } from '../post/post-cache.ts';
import { PostCard } from '../post/post-card.tsx';
import { isNotFound } from '../rpc/rpc-error.ts';
import { useMe } from '../session/use-session.ts';
import { Empty } from '../ui/empty.tsx';
import { EndlessList } from '../ui/endless-list.tsx';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { profileMessages } from './messages.ts';
import { ProfileHeader } from './profile-header.tsx';
import { authorPostsQuery, profileQuery } from './profile-queries.ts';

/** A person and what they have written. */
export default function ProfilePage({ handle }: { handle: string }) {
  const query = useQuery(profileQuery(handle));
  if (isNotFound(query.error)) return <PersonNotFound />;
  return (
    <Page title={query.data ? `${query.data.displayName} (@${handle})` : `@${handle}`} heading={false}>
      {query.isPending && <Skeleton />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data && <ProfileHeader profile={query.data} />}
      {query.data && <AuthorPosts profile={query.data} />}
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

function AuthorPosts({ profile }: { profile: Profile }) {
  const me = useMe();
  const blocking = profile.viewerRelationship?.blocking ?? false;
  const closed = profile.private && !profile.viewerRelationship?.following && me?.accountId !== profile.accountId;
  const query = useInfiniteQuery({ ...authorPostsQuery(profile.accountId), enabled: !blocking });
  if (blocking) return <Empty title={profileMessages.blocked} />;
  return (
    <EndlessList
      query={query}
      items={flattenPosts(query.data)}
      keyOf={({ postId }) => postId}
      render={(post) => <PostCard post={post} />}
      label={profileMessages.posts}
      empty={
        closed ? (
          <Empty title={profileMessages.privateTitle}>
            <p>{profileMessages.privateText(profile.handle)}</p>
          </Empty>
        ) : (
          <Empty title={profileMessages.noPosts} />
        )
      }
    />
  );
}
