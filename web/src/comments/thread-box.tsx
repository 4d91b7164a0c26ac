import { Link } from 'wouter';
import type { Thread } from '#gen/tertulia/comments/v1/thread.ts';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { appMessages } from '../app/messages.ts';
import { paths } from '../app/routes.ts';
import { postMessages } from '../post/messages.ts';
import { useMe } from '../session/use-session.ts';
import { CommentBox } from './comment-box.tsx';
import { commentMessages } from './messages.ts';

interface ThreadBoxProps {
  post: Post;
  thread: Thread | undefined;
  /** The thread is being read: it may yet be locked. */
  pending: boolean;
}

/** A place to comment, or why there is none. Where the thread cannot be read, its post says what it knows. */
export function ThreadBox({ post, thread, pending }: ThreadBoxProps) {
  const me = useMe();
  if (me === undefined) {
    return (
      <p>
        <Link href={paths.signIn}>{appMessages.signIn}</Link>
      </p>
    );
  }
  const { postId, author } = post;
  const { viewerCanComment, commentPolicy } = thread ?? post;
  if (!viewerCanComment) {
    const refusal = postMessages.refusal[commentPolicy](author?.displayName ?? '');
    return <p className="thread-refusal">{thread?.locked ? commentMessages.isClosed : refusal}</p>;
  }
  return (
    // Its place is kept from the beginning, so that nothing moves.
    <div className="thread-box" inert={pending} data-pending={pending || undefined}>
      <CommentBox
        branch={{ postId, parentCommentId: '' }}
        label={commentMessages.write}
        action={commentMessages.send}
      />
      {thread?.approvalRequired && <p className="thread-note">{commentMessages.waitsForAuthor}</p>}
    </div>
  );
}
