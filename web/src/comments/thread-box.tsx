import { Link } from 'wouter';
import type { Thread } from '#gen/tertulia/comments/v1/thread.ts';
import { appMessages } from '../app/messages.ts';
import { paths } from '../app/routes.ts';
import { useMe } from '../session/use-session.ts';
import { CommentBox } from './comment-box.tsx';
import { commentMessages } from './messages.ts';

interface ThreadBoxProps {
  postId: string;
  thread: Thread | undefined;
  refusal: string | undefined;
}

/** A place to comment, or why there is none. */
export function ThreadBox({ postId, thread, refusal }: ThreadBoxProps) {
  const me = useMe();
  if (me === undefined) {
    return (
      <p>
        <Link href={paths.signIn}>{appMessages.signIn}</Link>
      </p>
    );
  }
  const isClosed = thread?.locked && !thread.viewerCanComment;
  const why = isClosed ? commentMessages.isClosed : refusal;
  if (why !== undefined) return <p className="thread-refusal">{why}</p>;
  return (
    <>
      <CommentBox
        branch={{ postId, parentCommentId: '' }}
        label={commentMessages.write}
        action={commentMessages.send}
      />
      {thread?.approvalRequired && <p className="thread-note">{commentMessages.waitsForAuthor}</p>}
    </>
  );
}
