import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { paths } from '../app/routes.ts';
import { LanguageChoice } from '../language/language-choice.tsx';
import { signOut } from '../session/current.ts';
import { useMe } from '../session/use-session.ts';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { DeleteAccount } from './delete-account.tsx';
import { settingsMessages } from './messages.ts';
import './settings-page.css';

/** One's own account: sign out, or leave for good. */
export default function SettingsPage() {
  const me = useMe();
  const [asked, setAsked] = useState(false);
  const leaving = useMutation({ mutationFn: signOut });
  if (me === undefined) return null;
  return (
    <Page title={settingsMessages.title}>
      <section className="settings">
        <h2>{settingsMessages.account}</h2>
        <p>
          {settingsMessages.signedInAs(me.handle)}{' '}
          <Link href={paths.profile(me.handle)}>{settingsMessages.profile}</Link>
        </p>
        <div>
          <button type="button" className="button quiet" disabled={leaving.isPending} onClick={() => leaving.mutate()}>
            {settingsMessages.signOut}
          </button>
        </div>
        {leaving.isError && <Problem error={leaving.error} />}
      </section>
      <section className="settings">
        <h2>{settingsMessages.appearance}</h2>
        <div>
          <LanguageChoice />
        </div>
      </section>
      <section className="settings">
        <h2>{settingsMessages.danger}</h2>
        <p>{settingsMessages.deleteText}</p>
        <div>
          <button type="button" className="button danger" onClick={() => setAsked(true)}>
            {settingsMessages.delete}
          </button>
        </div>
        {asked && <DeleteAccount handle={me.handle} onClose={() => setAsked(false)} />}
      </section>
    </Page>
  );
}
