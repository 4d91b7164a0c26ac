import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import { newRequestId } from '../rpc/request-id.ts';
import { clients, session } from '../session/current.ts';
import { useMe } from '../session/use-session.ts';
import { Confirm } from '../ui/confirm.tsx';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { showToast } from '../ui/toast.tsx';
import { settingsMessages } from './messages.ts';
import './settings-page.css';

/** Makes the account private or opens it, after it was said what that changes. */
export default function PrivacyPage() {
  const me = useMe();
  const [asked, setAsked] = useState(false);
  const own = useQuery({
    queryKey: ['own profile', me?.accountId],
    queryFn: async ({ signal }) => {
      const { profile } = await clients.profiles.getProfile(
        { name: { $case: 'accountId', value: me?.accountId ?? '' } },
        { signal },
      );
      if (profile !== undefined) session.showProfile(profile);
      return profile;
    },
    staleTime: 0,
  });
  if (me === undefined) return null;
  return (
    <Page title={settingsMessages.privacyTitle}>
      <section className="settings">
        <p>
          <strong>{me.private ? settingsMessages.privacyIsPrivate : settingsMessages.privacyIsPublic}</strong>
        </p>
        <p>{me.private ? settingsMessages.privacyPrivateText : settingsMessages.privacyPublicText}</p>
        {own.isError && <Problem error={own.error} onRetry={() => own.refetch()} />}
        <div>
          <button type="button" className="button quiet" disabled={own.isFetching} onClick={() => setAsked(true)}>
            {me.private ? settingsMessages.makePublic : settingsMessages.makePrivate}
          </button>
        </div>
        {asked && <ChangePrivacy me={me} onClose={() => setAsked(false)} />}
      </section>
    </Page>
  );
}

/** Asks first, with the number of those who would gain access. */
function ChangePrivacy({ me, onClose }: { me: Profile; onClose: () => void }) {
  const toPrivate = !me.private;
  const [requestId] = useState(newRequestId);
  const preview = useQuery({
    queryKey: ['privacy preview', me.accountId, toPrivate],
    queryFn: ({ signal }) =>
      clients.graph.updatePrivacy({ requestId: newRequestId(), private: toPrivate, validateOnly: true }, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
  const mutation = useMutation({
    mutationFn: () => clients.graph.updatePrivacy({ requestId, private: toPrivate }),
    onSuccess() {
      session.showProfile({ ...me, private: toPrivate });
      showToast(toPrivate ? settingsMessages.nowPrivate : settingsMessages.nowPublic);
      onClose();
    },
  });
  const gained = preview.data && settingsMessages.gainAccess(preview.data.acceptedRequestCount);
  return (
    <Confirm
      title={toPrivate ? settingsMessages.makePrivateTitle : settingsMessages.makePublicTitle}
      text={toPrivate ? settingsMessages.makePrivateText : (gained ?? '…')}
      action={toPrivate ? settingsMessages.makePrivate : settingsMessages.makePublic}
      busy={mutation.isPending || preview.isPending}
      error={mutation.error ?? preview.error}
      onConfirm={() => mutation.mutate()}
      onClose={onClose}
    />
  );
}
