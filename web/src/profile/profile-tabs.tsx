import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import { flattenPosts, postKeys } from '../post/post-cache.ts';
import { PostCard } from '../post/post-card.tsx';
import { PostList } from '../post/post-list.tsx';
import { listPages } from '../rpc/list-pages.ts';
import { clients } from '../session/current.ts';
import { useMe } from '../session/use-session.ts';
import { Empty } from '../ui/empty.tsx';
import { Problem } from '../ui/problem.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { profileMessages } from './messages.ts';
import { authorPostsQuery } from './profile-queries.ts';
import './profile-tabs.css';

/** What a person wrote and reposted; what they pinned comes first, and only there. */
export function AuthorPosts({ profile }: { profile: Profile }) {
  const authorId = profile.accountId;
  const pinned = useQuery({
    queryKey: postKeys.pinned(authorId),
    // Held as a list of one page, so that what happens to a post happens here too.
    queryFn: async ({ signal }) => {
      const { posts } = await clients.timelines.listPinnedPosts({ authorId }, { signal });
      return { pages: [{ posts, nextPageToken: '' }], pageParams: [''] };
    },
  });
  const posts = useMemo(() => flattenPosts(pinned.data), [pinned.data]);
  const atTop = useMemo(() => new Set(posts.map(({ postId }) => postId)), [posts]);
  if (pinned.isPending) return <Skeleton />;
  if (pinned.isError) return <Problem error={pinned.error} onRetry={() => pinned.refetch()} />;
  return (
    <>
      {posts.length > 0 && (
        <ul className="endless-list pinned-list" aria-label={profileMessages.pinned}>
          {posts.map((post) => (
            <li key={post.postId}>
              <PostCard post={post} atTop />
            </li>
          ))}
        </ul>
      )}
      <PostList
        list={authorPostsQuery(authorId)}
        label={profileMessages.posts}
        without={atTop}
        empty={posts.length === 0 && <Nothing profile={profile} words={profileMessages.noPosts} />}
      />
    </>
  );
}

/** What a person likes. */
export function LikedPosts({ profile }: { profile: Profile }) {
  const authorId = profile.accountId;
  return (
    <PostList
      list={listPages(postKeys.liked(authorId), (page, options) =>
        clients.timelines.listLikedPosts({ authorId, ...page }, options),
      )}
      label={profileMessages.likes}
      empty={<Nothing profile={profile} words={profileMessages.noLikes} />}
    />
  );
}

/** Stands where there is nothing, or nothing for the reader. */
export function Nothing({ profile, words }: { profile: Profile; words: string }) {
  const me = useMe();
  const closed = profile.private && !profile.viewerRelationship?.following && me?.accountId !== profile.accountId;
  if (!closed) return <Empty title={words} />;
  return (
    <Empty title={profileMessages.privateTitle}>
      <p>{profileMessages.privateText(profile.handle)}</p>
    </Empty>
  );
}
