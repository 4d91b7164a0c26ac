import { postKeys } from '../post/post-cache.ts';
import { PostList } from '../post/post-list.tsx';
import { listPages } from '../rpc/list-pages.ts';
import { clients } from '../session/current.ts';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { bookmarksMessages } from './messages.ts';

/** What one has bookmarked. A bookmark that is taken away here leaves its post in place until one comes back. */
export default function BookmarksPage() {
  return (
    <Page title={bookmarksMessages.title}>
      <PostList
        list={listPages(postKeys.bookmarks, (page, options) => clients.engagement.listBookmarks(page, options))}
        label={bookmarksMessages.list}
        empty={
          <Empty title={bookmarksMessages.emptyTitle}>
            <p>{bookmarksMessages.emptyText}</p>
          </Empty>
        }
      />
    </Page>
  );
}
