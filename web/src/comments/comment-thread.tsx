import { Link } from 'wouter';
import { appMessages } from '../app/messages.ts';
import { paths } from '../app/routes.ts';
import { useMe } from '../session/use-session.ts';
import { CommentBox } from './comment-box.tsx';
import { CommentBranch } from './comment-branch.tsx';
import { commentMessages } from './messages.ts';
import './comment.css';

/** The conversation under a post: a place to comment, or why there is none for the reader, and the comments as a tree. */
export function CommentThread({ postId, refusal }: { postId: string; refusal?: string | undefined }) {
  const me = useMe();
  const root = { postId, parentCommentId: '' };
  return (
    <section className="thread" aria-labelledby="comments">
      <h2 id="comments">{commentMessages.title}</h2>
      {refusal !== undefined ? (
        <p className="thread-refusal">{refusal}</p>
      ) : me === undefined ? (
        <p>
          <Link href={paths.signIn}>{appMessages.signIn}</Link>
        </p>
      ) : (
        <CommentBox branch={root} label={commentMessages.write} action={commentMessages.send} />
      )}
      <CommentBranch
        branch={root}
        label={commentMessages.list}
        empty={
          <p className="thread-empty">
            {me === undefined || refusal !== undefined ? commentMessages.emptyForGuest : commentMessages.empty}
          </p>
        }
      />
    </section>
  );
}
