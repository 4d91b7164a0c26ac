import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CreatePostRequest } from '#gen/tertulia/posts/v1/post_service.ts';
import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import { changePost, postKeys, prependPosts } from '../post/post-cache.ts';
import { createFormIntent } from '../rpc/request-id.ts';
import { clients } from '../session/current.ts';
import { announce } from '../ui/announcer.tsx';
import { composeMessages } from './messages.ts';
import { rememberWritten } from './written-here.ts';

type Draft = Omit<CreatePostRequest, 'requestId'>;

/** Sends a post; it is then at the top of the lists that it belongs to. */
export function useCreatePost(me: Profile, onSent: () => void) {
  const queryClient = useQueryClient();
  const [intent] = useState(() => createFormIntent());
  const mutation = useMutation({
    mutationFn: (request: CreatePostRequest) => clients.posts.createPost(request),
    onSuccess({ post }, { quotedPostId }) {
      intent.done();
      onSent();
      announce(composeMessages.posted);
      if (post === undefined) return;
      rememberWritten(post.postId);
      prependPosts(queryClient, postKeys.home, [post]);
      prependPosts(queryClient, postKeys.author(me.accountId), [post]);
      if (post.shareable) prependPosts(queryClient, postKeys.local, [post]);
      if (quotedPostId === '') return;
      prependPosts(queryClient, postKeys.quotes(quotedPostId), [post]);
      changePost(queryClient, quotedPostId, (held) => ({ ...held, quoteCount: held.quoteCount + 1 }));
    },
  });
  const create = (draft: Draft) => mutation.mutate({ ...draft, requestId: intent.idFor(draft) });
  return { create, busy: mutation.isPending, error: mutation.error };
}
