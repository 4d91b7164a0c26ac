import { lazy, Suspense, useState } from 'react';
import { postMessages } from './messages.ts';

const PostHistory = lazy(() => import('./post-history.tsx'));

/** Says that a post was edited, and shows how it read before. */
export function EditedMark({ postId }: { postId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="post-edited" title={postMessages.editedLabel} onClick={() => setOpen(true)}>
        {postMessages.edited}
      </button>
      {open && (
        <Suspense>
          <PostHistory postId={postId} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
