import { postKeys } from '../post/post-cache.ts';
import { PostList } from '../post/post-list.tsx';
import { listPages } from '../rpc/list-pages.ts';
import { clients } from '../session/current.ts';
import { Empty } from '../ui/empty.tsx';
import { homeMessages } from './messages.ts';
import { NewerPosts } from './newer-posts.tsx';

/** What is new waits until it is asked for. */
const localList = {
  ...listPages(postKeys.local, (page, options) => clients.timelines.listLocalTimeline(page, options)),
  staleTime: Number.POSITIVE_INFINITY,
};

/** What everybody here writes for everybody. */
export function LocalTimeline() {
  return (
    <>
      <NewerPosts
        list={localList}
        readNewest={(signal) => clients.timelines.listLocalTimeline({ pageSize: 20 }, { signal })}
      />
      <PostList list={localList} label={homeMessages.localList} empty={<Empty title={homeMessages.localEmpty} />} />
    </>
  );
}
