import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import { errorWords } from '../rpc/error-words.ts';
import { newRequestId } from '../rpc/request-id.ts';
import { clients } from '../session/current.ts';
import { Confirm } from '../ui/confirm.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { uiMessages } from '../ui/messages.ts';
import { showToast } from '../ui/toast.tsx';
import { profileMessages } from './messages.ts';
import { showRelationship } from './profile-queries.ts';

type Change = 'follow' | 'unfollow' | 'block' | 'unblock';

/** Changes how one stands to an account, one change after the other. */
function useRelationshipChange({ accountId, handle }: Profile) {
  const queryClient = useQueryClient();
  return useMutation({
    scope: { id: `relationship ${accountId}` },
    mutationFn: ({ change, requestId }: { change: Change; requestId: string }) =>
      clients.graph[change]({ requestId, accountId }),
    onSuccess: ({ relationship }) => showRelationship(queryClient, handle, relationship),
  });
}

/** Follow or unfollow, and in the menu block; unblock for who is blocked. */
export function RelationshipButtons({ profile }: { profile: Profile }) {
  const change = useRelationshipChange(profile);
  const [askedToBlock, setAskedToBlock] = useState(false);
  const { following = false, followedBy = false, blocking = false } = profile.viewerRelationship ?? {};
  const make = (what: Change) =>
    change.mutate({ change: what, requestId: newRequestId() }, { onError: (error) => showToast(errorWords(error)) });

  if (blocking) {
    return (
      <button type="button" className="button quiet" disabled={change.isPending} onClick={() => make('unblock')}>
        {profileMessages.unblock}
      </button>
    );
  }
  return (
    <>
      <FollowButton following={following} followedBy={followedBy} busy={change.isPending} onChange={make} />
      <Menu label={uiMessages.menu}>
        <MenuItem onSelect={() => setAskedToBlock(true)}>{profileMessages.block(profile.handle)}</MenuItem>
      </Menu>
      {askedToBlock && (
        <Confirm
          title={profileMessages.blockTitle(profile.handle)}
          text={profileMessages.blockText}
          action={profileMessages.blockAction}
          busy={change.isPending}
          error={undefined}
          onConfirm={() => {
            setAskedToBlock(false);
            make('block');
          }}
          onClose={() => setAskedToBlock(false)}
        />
      )}
    </>
  );
}

function FollowButton(props: {
  following: boolean;
  followedBy: boolean;
  busy: boolean;
  onChange: (change: 'follow' | 'unfollow') => void;
}) {
  const { following, followedBy, busy, onChange } = props;
  if (!following) {
    return (
      <button type="button" className="button" disabled={busy} onClick={() => onChange('follow')}>
        {followedBy ? profileMessages.followBack : profileMessages.follow}
      </button>
    );
  }
  return (
    <button
      type="button"
      className="button quiet unfollow"
      aria-label={profileMessages.unfollow}
      disabled={busy}
      onClick={() => onChange('unfollow')}
    >
      <span className="unfollow-state">{profileMessages.following}</span>
      <span className="unfollow-action">{profileMessages.unfollow}</span>
    </button>
  );
}
