import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { paths } from '../app/routes.ts';
import { PersonRow } from '../profile/person-row.tsx';
import { listPages } from '../rpc/list-pages.ts';
import { clients } from '../session/current.ts';
import { Empty } from '../ui/empty.tsx';
import { EndlessList } from '../ui/endless-list.tsx';
import { Page } from '../ui/page.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { postKeys } from './post-cache.ts';
import { PostList } from './post-list.tsx';
import { reactionsMessages as words } from './reactions-messages.ts';

/** Who likes a post, who reposts it, and which posts quote it: as many as it says. */
export default function ReactionsPage({ postId, kind }: { postId: string; kind: 'likes' | 'reposts' | 'quotes' }) {
  return (
    <Page title={words.title} action={<Link href={paths.post(postId)}>{words.toPost}</Link>}>
      <Tabs
        label={words.title}
        tabs={[
          { href: paths.likes(postId), label: words.likes },
          { href: paths.reposts(postId), label: words.reposts },
          { href: paths.quotes(postId), label: words.quotes },
        ]}
      />
      {kind === 'quotes' ? <Quotes postId={postId} /> : <People postId={postId} kind={kind} />}
    </Page>
  );
}

function People({ postId, kind }: { postId: string; kind: 'likes' | 'reposts' }) {
  const query = useInfiniteQuery(
    listPages([kind, postId], (page, options) =>
      kind === 'likes'
        ? clients.engagement.listPostLikers({ postId, ...page }, options)
        : clients.engagement.listPostReposters({ postId, ...page }, options),
    ),
  );
  return (
    <EndlessList
      query={query}
      items={query.data?.pages.flatMap((page) => page.accounts) ?? []}
      keyOf={(card) => card.accountId}
      render={(card) => <PersonRow person={card} />}
      label={words[kind]}
      empty={<Empty title={kind === 'likes' ? words.noLikes : words.noReposts} />}
    />
  );
}

function Quotes({ postId }: { postId: string }) {
  const list = listPages(postKeys.quotes(postId), (page, options) =>
    clients.posts.listPostQuotes({ postId, ...page }, options),
  );
  return <PostList list={list} label={words.quotes} empty={<Empty title={words.noQuotes} />} />;
}
