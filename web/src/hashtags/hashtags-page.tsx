import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { paths } from '../app/routes.ts';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { followedQuery } from './followed-hashtags.ts';
import { hashtagMessages } from './messages.ts';
import './hashtag-page.css';

/** The hashtags that one follows. */
export default function HashtagsPage() {
  const query = useQuery(followedQuery);
  return (
    <Page title={hashtagMessages.followed}>
      {query.isPending && <Skeleton />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data?.length === 0 && (
        <Empty title={hashtagMessages.noneFollowed}>
          <p>{hashtagMessages.followHint}</p>
        </Empty>
      )}
      <ul className="hashtag-list">
        {query.data?.map((hashtag) => (
          <li key={hashtag}>
            <Link href={paths.hashtag(hashtag)}>#{hashtag}</Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}
