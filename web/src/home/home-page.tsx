import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { paths } from '../app/routes.ts';
import { ComposeBox } from '../compose/compose-box.tsx';
import { flattenPosts } from '../post/post-cache.ts';
import { PostCard } from '../post/post-card.tsx';
import { Empty } from '../ui/empty.tsx';
import { EndlessList } from '../ui/endless-list.tsx';
import { Page } from '../ui/page.tsx';
import { homeQuery } from './home-queries.ts';
import { HomeTabs } from './home-tabs.tsx';
import { homeMessages } from './messages.ts';
import { NewPosts } from './new-posts.tsx';

/** What the people one follows have written, and a place to write. */
export function HomePage() {
  const query = useInfiniteQuery(homeQuery);
  const posts = useMemo(() => flattenPosts(query.data), [query.data]);
  const shownIds = useMemo(() => new Set(posts.map(({ postId }) => postId)), [posts]);
  return (
    <Page title={homeMessages.title}>
      <ComposeBox />
      <HomeTabs />
      <NewPosts shownIds={shownIds} />
      <EndlessList
        query={query}
        items={posts}
        keyOf={({ postId }) => postId}
        render={(post) => <PostCard post={post} />}
        label={homeMessages.list}
        empty={
          <Empty title={homeMessages.emptyTitle}>
            <p>{homeMessages.emptyText}</p>
            <p>
              <Link href={paths.search()}>{homeMessages.find}</Link>
            </p>
            <p>
              <Link href={paths.local}>{homeMessages.seeLocal}</Link>
            </p>
          </Empty>
        }
      />
    </Page>
  );
}
