import { useEffect, useRef } from 'react';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { useMe } from '../session/use-session.ts';
import { Dialog } from '../ui/dialog.tsx';
import { uiMessages } from '../ui/messages.ts';
import { showToast } from '../ui/toast.tsx';
import { ComposeForm } from './compose-form.tsx';
import { composeMessages } from './messages.ts';

/** The place to write a post about another one. */
export default function QuoteDialog({ post, onClose }: { post: Post; onClose: () => void }) {
  const me = useMe();
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  function sent(): void {
    onClose();
    showToast(composeMessages.posted);
  }
  return (
    <Dialog title={composeMessages.quoteTitle} wide onClose={onClose}>
      {me && <ComposeForm me={me} quoted={post} ref={area} onSent={sent} />}
      <button type="button" className="link-button dialog-close" onClick={onClose}>
        {uiMessages.cancel}
      </button>
    </Dialog>
  );
}
