import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Comment } from '#gen/tertulia/comments/v1/comment.ts';
import { CommentServiceDefinition } from '#gen/tertulia/comments/v1/comment_service.ts';
import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import { paths } from '../app/routes.ts';
import { PostText } from '../post/post-text.tsx';
import { listPages } from '../rpc/list-pages.ts';
import { memberClient } from '../session/current.ts';
import { Avatar } from '../ui/avatar.tsx';
import { EndlessList } from '../ui/endless-list.tsx';
import { Time } from '../ui/time.tsx';
import { profileMessages } from './messages.ts';
import { Nothing } from './profile-tabs.tsx';

const comments = memberClient(CommentServiceDefinition);

/** What a person said under posts that the reader may see; each leads to where it was said. */
export function AuthorComments({ profile }: { profile: Profile }) {
  const authorId = profile.accountId;
  const query = useInfiniteQuery(
    listPages(['author comments', authorId], (page, options) =>
      comments.listAuthorComments({ authorId, ...page }, options),
    ),
  );
  return (
    <EndlessList
      query={query}
      items={query.data?.pages.flatMap((page) => page.comments) ?? []}
      keyOf={({ commentId }) => commentId}
      render={(comment) => <AuthorComment comment={comment} />}
      label={profileMessages.replies}
      empty={<Nothing profile={profile} words={profileMessages.noReplies} />}
    />
  );
}

function AuthorComment({ comment }: { comment: Comment }) {
  const { author, postId, commentId, createTime } = comment;
  if (author === undefined) return null;
  return (
    <article className="post" aria-label={profileMessages.replyBy(author.displayName)} tabIndex={-1}>
      <Avatar card={author} />
      <div className="post-body author-comment">
        <header className="post-header">
          <strong>{author.displayName}</strong>
          <span className="post-time">
            <Time moment={createTime} />
          </span>
        </header>
        <PostText post={comment} />
        <Link href={paths.comment(postId, commentId)}>{profileMessages.toConversation}</Link>
      </div>
    </article>
  );
}
