import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import { fieldWords } from '../rpc/error-words.ts';
import { createFormIntent } from '../rpc/request-id.ts';
import { clients, session } from '../session/current.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { countGraphemes } from '../ui/graphemes.ts';
import { uiMessages } from '../ui/messages.ts';
import { Problem } from '../ui/problem.tsx';
import { showToast } from '../ui/toast.tsx';
import { profileMessages } from './messages.ts';

const maxBio = 300;

/** Changes one's own name and words. Who changed them elsewhere in the meantime is told so. */
export function EditProfile({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [displayName, setDisplayName] = useState(profile.displayName);
  const [bio, setBio] = useState(profile.bio);
  const [intent] = useState(() => createFormIntent());
  const bioId = useId();
  const bioLeft = maxBio - countGraphemes(bio);

  const mutation = useMutation({
    mutationFn: () => {
      const { etag } = profile;
      const requestId = intent.idFor({ displayName, bio, etag });
      return clients.profiles.updateProfile({
        requestId,
        profile: { displayName, bio, etag },
        updateMask: ['display_name', 'bio'],
      });
    },
    onSuccess({ profile: changed }) {
      if (changed !== undefined) session.showProfile(changed);
      void queryClient.invalidateQueries({ queryKey: ['profile', profile.handle] });
      showToast(profileMessages.saved);
      onClose();
    },
    onError: () => queryClient.invalidateQueries({ queryKey: ['profile', profile.handle] }),
  });

  function save(event: FormEvent): void {
    event.preventDefault();
    if (bioLeft >= 0) mutation.mutate();
  }

  return (
    <Dialog title={profileMessages.editTitle} onClose={onClose}>
      <form className="form" onSubmit={save}>
        <Field
          label={profileMessages.name}
          value={displayName}
          required
          autoComplete="name"
          problem={fieldWords(mutation.error, 'display_name', { max: 50 })}
          onChange={(event) => setDisplayName(event.target.value)}
        />
        <div className="field">
          <label htmlFor={bioId}>{profileMessages.bio}</label>
          <textarea
            id={bioId}
            value={bio}
            aria-invalid={bioLeft < 0}
            aria-describedby={`${bioId}-left`}
            onChange={(event) => setBio(event.target.value)}
          />
          <p id={`${bioId}-left`} className={bioLeft < 0 ? 'field-problem' : 'field-hint'}>
            {fieldWords(mutation.error, 'bio', { max: maxBio }) ?? uiMessages.charactersLeft(bioLeft)}
          </p>
        </div>
        {mutation.isError && <Problem error={mutation.error} />}
        <div className="dialog-actions">
          <button type="button" className="button quiet" onClick={onClose}>
            {uiMessages.cancel}
          </button>
          <button type="submit" className="button" disabled={mutation.isPending}>
            {profileMessages.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
