import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import { mutes } from '../profile/graph-clients.ts';
import { showRelationship } from '../profile/profile-queries.ts';
import { createFormIntent } from '../rpc/request-id.ts';
import { Check } from '../ui/check.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { uiMessages } from '../ui/messages.ts';
import { Problem } from '../ui/problem.tsx';
import { showToast } from '../ui/toast.tsx';
import { muteMessages } from './messages.ts';
import { daysToDuration, MuteDuration } from './mute-duration.tsx';

/** Mutes a person: for how long, and whether their notifications too. */
export default function MutePerson({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const { accountId, handle } = profile;
  const queryClient = useQueryClient();
  const [days, setDays] = useState(0);
  const [notifications, setNotifications] = useState(true);
  const [intent] = useState(() => createFormIntent());
  const mutation = useMutation({
    mutationFn: () => {
      const requestId = intent.idFor({ days, notifications });
      return mutes.muteAccount({ requestId, accountId, notifications, duration: daysToDuration(days) });
    },
    onSuccess({ relationship }) {
      showRelationship(queryClient, handle, relationship);
      showToast(muteMessages.mutedNow);
      onClose();
    },
  });

  function mute(event: FormEvent): void {
    event.preventDefault();
    mutation.mutate();
  }

  return (
    <Dialog title={muteMessages.muteTitle(handle)} onClose={onClose}>
      <form className="form" onSubmit={mute}>
        <p>{muteMessages.muteText}</p>
        <MuteDuration days={days} onChange={setDays} />
        <Check label={muteMessages.notificationsToo} checked={notifications} onChange={setNotifications} />
        {mutation.isError && <Problem error={mutation.error} />}
        <div className="dialog-actions">
          <button type="button" className="button quiet" onClick={onClose}>
            {uiMessages.cancel}
          </button>
          <button type="submit" className="button" disabled={mutation.isPending}>
            {muteMessages.muteAction}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
