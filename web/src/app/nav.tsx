import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import { focusCompose } from '../compose/compose-focus.ts';
import { unreadQuery } from '../notifications/notification-cache.ts';
import { useMe } from '../session/use-session.ts';
import { Icon, type IconName } from '../ui/icons.tsx';
import { appMessages } from './messages.ts';
import { paths } from './routes.ts';
import { showUnreadInTab } from './tab-badge.ts';
import './nav.css';

/** The way around. */
export function Nav() {
  const me = useMe();
  return (
    <nav className="nav" aria-label={appMessages.nav}>
      <Link href={paths.home} className="wordmark">
        <Icon name="cup" />
        <span>{appMessages.name}</span>
      </Link>
      {me === undefined ? <GuestLinks /> : <MemberLinks me={me} />}
    </nav>
  );
}

function GuestLinks() {
  return (
    <>
      <Item href={paths.local} icon="people" label={appMessages.everybody} />
      <Item href={paths.search()} icon="search" label={appMessages.search} />
      <Item href={paths.signIn} icon="person" label={appMessages.signIn} />
      <Link href={paths.signUp} className="button nav-button">
        {appMessages.signUp}
      </Link>
    </>
  );
}

function MemberLinks({ me }: { me: Profile }) {
  const [, navigate] = useLocation();
  const { data: unread = 0 } = useQuery(unreadQuery);
  useEffect(() => showUnreadInTab(unread), [unread]);

  function compose(): void {
    navigate(paths.home);
    focusCompose();
  }

  return (
    <>
      <Item href={paths.home} icon="home" label={appMessages.home} />
      <Item href={paths.search()} icon="search" label={appMessages.search} />
      <Item href={paths.notifications} icon="bell" label={appMessages.notifications}>
        {unread > 0 && (
          <span className="badge" data-unread={unread}>
            <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
            <span className="visually-hidden">{appMessages.unread(unread)}</span>
          </span>
        )}
      </Item>
      <Item href={paths.bookmarks} icon="bookmark" label={appMessages.bookmarks} />
      <Item href={paths.profile(me.handle)} icon="person" label={appMessages.profile} />
      <Item href={paths.settings} icon="settings" label={appMessages.settings} />
      <button type="button" className="button nav-button" onClick={compose}>
        <Icon name="pen" />
        <span>{appMessages.newPost}</span>
      </button>
    </>
  );
}

function Item(props: { href: string; icon: IconName; label: string; children?: ReactNode }) {
  const { href, icon, label, children } = props;
  const [path] = useLocation();
  return (
    <Link href={href} className="nav-item" aria-current={path === href ? 'page' : undefined}>
      <Icon name={icon} />
      <span className="nav-label">{label}</span>
      {children}
    </Link>
  );
}
