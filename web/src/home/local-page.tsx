import { useMe } from '../session/use-session.ts';
import { Page } from '../ui/page.tsx';
import { HomeTabs } from './home-tabs.tsx';
import { LocalTimeline } from './local-timeline.tsx';
import { homeMessages } from './messages.ts';

/** What everybody here writes for everybody, for members and guests. */
export default function LocalPage() {
  const me = useMe();
  return (
    <Page title={homeMessages.local}>
      {me !== undefined && <HomeTabs />}
      <LocalTimeline />
    </Page>
  );
}
