import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { paths } from '../app/routes.ts';
import { CommentThread } from '../comments/comment-thread.tsx';
import { isNotFound } from '../rpc/rpc-error.ts';
import { clients } from '../session/current.ts';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { postMessages } from './messages.ts';
import { postKeys } from './post-cache.ts';
import { PostCard } from './post-card.tsx';
import { PostStats } from './post-stats.tsx';

/** A post and the conversation under it. */
export default function PostPage({ postId }: { postId: string }) {
  const [, navigate] = useLocation();
  const query = useQuery({
    queryKey: postKeys.one(postId),
    queryFn: async ({ signal }) => {
      const { post } = await clients.posts.getPost({ postId }, { signal });
      if (post === undefined) throw new Error('The answer carries no post');
      return post;
    },
  });
  if (isNotFound(query.error)) {
    return (
      <Page title={postMessages.notFoundTitle}>
        <Empty title={postMessages.notFound} />
      </Page>
    );
  }
  const name = query.data?.author?.displayName;
  return (
    <Page title={name === undefined ? postMessages.title : postMessages.by(name)} heading={false}>
      {query.isPending && <Skeleton rows={1} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data && (
        <div className="post-alone">
          <PostCard post={query.data} onDeleted={() => navigate(paths.home, { replace: true })} />
          <PostStats post={query.data} />
        </div>
      )}
      {query.data && <CommentThread post={query.data} />}
    </Page>
  );
}
