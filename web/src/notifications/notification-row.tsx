import { Link } from 'wouter';
import type { Notification } from '#gen/tertulia/notifications/v1/notification.ts';
import { paths } from '../app/routes.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Time } from '../ui/time.tsx';
import { notificationMessages } from './messages.ts';
import './notification-row.css';

/** What somebody did, as a link to where it was done. */
export function NotificationRow({ notification, onOpen }: { notification: Notification; onOpen: () => void }) {
  const { actor, actorCount, kind, snippet, updateTime, read } = notification;
  if (actor === undefined) return null;
  return (
    <Link href={targetOf(notification)} className={read ? 'notification' : 'notification unread'} onClick={onOpen}>
      <Avatar card={actor} />
      <span className="notification-words">
        <span>
          {!read && <span className="visually-hidden">{notificationMessages.unread}: </span>}
          <strong>{actor.displayName}</strong> {actorCount > 1 && `${notificationMessages.others(actorCount - 1)} `}
          {notificationMessages.what[kind](actorCount)}{' '}
          <span className="notification-time">
            <Time moment={updateTime} />
          </span>
        </span>
        {snippet !== '' && (
          <span className="notification-snippet" dir="auto">
            {snippet}
          </span>
        )}
      </span>
    </Link>
  );
}

function targetOf({ actor, postId, commentId }: Notification): string {
  if (postId === '') return paths.profile(actor?.handle ?? '');
  return commentId === '' ? paths.post(postId) : paths.comment(postId, commentId);
}
