import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { ChangePassword } from './change-password.tsx';
import { settingsMessages } from './messages.ts';
import { Sessions } from './sessions.tsx';

/** Where one is signed in, and the password. */
export default function SecurityPage() {
  return (
    <Page title={settingsMessages.securityTitle}>
      <Section title={settingsMessages.sessions} intro={settingsMessages.sessionsText}>
        <Sessions />
      </Section>
      <Section title={settingsMessages.passwordTitle} intro={settingsMessages.passwordText}>
        <ChangePassword />
      </Section>
    </Page>
  );
}
