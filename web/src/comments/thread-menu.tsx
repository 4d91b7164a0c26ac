import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Thread } from '#gen/tertulia/comments/v1/thread.ts';
import { errorWords } from '../rpc/error-words.ts';
import { newRequestId } from '../rpc/request-id.ts';
import { useMe } from '../session/use-session.ts';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { showToast } from '../ui/toast.tsx';
import { threads } from './comment-clients.ts';
import { threadQuery } from './comment-queries.ts';
import { commentMessages } from './messages.ts';
import { usePostAuthorId } from './use-post-author.ts';

/** Something that is done with a thread: the thread afterwards, as far as it is known, and a word about it. */
interface Act {
  run: (requestId: string) => Promise<unknown>;
  shown: Partial<Thread>;
  words: string;
}

/** Mutes a thread; its author also closes it, or approves comments first. */
export function ThreadMenu({ thread }: { thread: Thread }) {
  const { postId, muted, locked, approvalRequired } = thread;
  const me = useMe();
  const isAuthor = usePostAuthorId(postId) === me?.accountId;
  const queryClient = useQueryClient();
  const mutation = useMutation({
    scope: { id: `thread ${postId}` },
    mutationFn: ({ act, requestId }: { act: Act; requestId: string }) => act.run(requestId),
    onSuccess(_answer, { act }) {
      queryClient.setQueryData(threadQuery(postId).queryKey, (held) => held && { ...held, ...act.shown });
      showToast(act.words);
    },
    onError: (error) => showToast(errorWords(error)),
  });
  const make = (act: Act) => () => mutation.mutate({ act, requestId: newRequestId() });
  const update = (changes: Partial<Thread>, path: string, words: string): Act => ({
    run: (requestId) => threads.updateThread({ requestId, thread: { postId, ...changes }, updateMask: [path] }),
    shown: changes,
    words,
  });

  return (
    <Menu label={commentMessages.threadMenu}>
      {muted ? (
        <MenuItem
          onSelect={make({
            run: (requestId) => threads.unmuteThread({ requestId, postId }),
            shown: { muted: false },
            words: commentMessages.unmuted,
          })}
        >
          {commentMessages.unmute}
        </MenuItem>
      ) : (
        <MenuItem
          onSelect={make({
            run: (requestId) => threads.muteThread({ requestId, postId }),
            shown: { muted: true },
            words: commentMessages.muted,
          })}
        >
          {commentMessages.mute}
        </MenuItem>
      )}
      {isAuthor && (
        <MenuItem
          onSelect={make(
            update({ locked: !locked }, 'locked', locked ? commentMessages.unlocked : commentMessages.locked),
          )}
        >
          {locked ? commentMessages.unlock : commentMessages.lock}
        </MenuItem>
      )}
      {isAuthor && (
        <MenuItem
          onSelect={make(
            update(
              { approvalRequired: !approvalRequired },
              'approval_required',
              approvalRequired ? commentMessages.approvalOff : commentMessages.approvalOn,
            ),
          )}
        >
          {approvalRequired ? commentMessages.approveNone : commentMessages.approveFirst}
        </MenuItem>
      )}
    </Menu>
  );
}
