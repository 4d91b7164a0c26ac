import { Link } from 'wouter';
import { paths } from '../app/routes.ts';
import { NewerPosts } from '../home/newer-posts.tsx';
import { postKeys } from '../post/post-cache.ts';
import { PostList } from '../post/post-list.tsx';
import { listPages } from '../rpc/list-pages.ts';
import { clients } from '../session/current.ts';
import { useMe } from '../session/use-session.ts';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { FollowHashtag } from './follow-hashtag.tsx';
import { foldHashtag } from './followed-hashtags.ts';
import { hashtagMessages } from './messages.ts';
import './hashtag-page.css';

/** What has been written with a hashtag. */
export default function HashtagPage({ hashtag }: { hashtag: string }) {
  const me = useMe();
  const listKey = postKeys.hashtag(foldHashtag(hashtag));
  const list = {
    ...listPages(listKey, (page, options) => clients.timelines.listHashtagPosts({ hashtag, ...page }, options)),
    staleTime: Number.POSITIVE_INFINITY,
  };
  return (
    <Page title={`#${hashtag}`} action={me && <FollowHashtag hashtag={hashtag} />}>
      {me && (
        <p className="hashtag-hint">
          {hashtagMessages.followHint} <Link href={paths.hashtags}>{hashtagMessages.followed}</Link>
        </p>
      )}
      <NewerPosts
        list={list}
        readNewest={(signal) => clients.timelines.listHashtagPosts({ hashtag, pageSize: 20 }, { signal })}
      />
      <PostList
        list={list}
        label={hashtagMessages.list(hashtag)}
        empty={<Empty title={hashtagMessages.emptyTitle} />}
      />
    </Page>
  );
}
