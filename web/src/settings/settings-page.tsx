import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { paths } from '../app/routes.ts';
import { LanguageChoice } from '../language/language-choice.tsx';
import { signOut } from '../session/current.ts';
import { useMe } from '../session/use-session.ts';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { Section } from '../ui/section.tsx';
import { DeleteAccount } from './delete-account.tsx';
import { settingsMessages } from './messages.ts';
import { SettingsLinks } from './settings-links.tsx';
import './settings-page.css';

/** One's own account: the ways to all that can be set, and out. */
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
      <Section title={settingsMessages.people}>
        <SettingsLinks
          links={[
            { href: paths.privacy, ...settingsMessages.links.privacy },
            { href: paths.requests, ...settingsMessages.links.requests },
            { href: paths.circles, ...settingsMessages.links.circles },
            { href: paths.mutes, ...settingsMessages.links.mutes },
            { href: paths.blocks, ...settingsMessages.links.blocks },
          ]}
        />
      </Section>
      <Section title={settingsMessages.safety}>
        <SettingsLinks
          links={[
            { href: paths.notificationPreferences, ...settingsMessages.links.notifications },
            { href: paths.security, ...settingsMessages.links.security },
          ]}
        />
      </Section>
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
