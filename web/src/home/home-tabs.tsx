import { paths } from '../app/routes.ts';
import { Tabs } from '../ui/tabs.tsx';
import { homeMessages } from './messages.ts';

/** Whom one follows, and everybody. */
export function HomeTabs() {
  return (
    <Tabs
      label={homeMessages.timelines}
      tabs={[
        { href: paths.home, label: homeMessages.following },
        { href: paths.local, label: homeMessages.everybody },
      ]}
    />
  );
}
