import { Link } from 'wouter';
import { type Notification, NotificationKind } from '#gen/tertulia/notifications/v1/notification.ts';
import { paths } from '../app/routes.ts';
import { useMe } from '../session/use-session.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Time } from '../ui/time.tsx';
import { notificationMessages } from './messages.ts';
import './notification-row.css';

/** What somebody did, or several did alike, as a link to where it was done. */
export function NotificationRow({ notification, onOpen }: { notification: Notification; onOpen?: () => void }) {
  const me = useMe();
  const { actor, actors, actorCount, kind, snippet, updateTime, read } = notification;
  if (actor === undefined) return null;
  const shown = actors.length === 0 ? [actor] : actors;
  return (
    <Link
      href={targetOf(notification, me?.handle ?? '')}
      className={read ? 'notification' : 'notification unread'}
      onClick={onOpen}
    >
      <span className="notification-faces">
        {shown.map((card) => (
          <Avatar key={card.accountId} card={card} />
        ))}
      </span>
      <span className="notification-words">
        <span>
          {!read && <span className="visually-hidden">{notificationMessages.unread}: </span>}
          {kind === NotificationKind.NOTIFICATION_KIND_NEW_SIGN_IN ? (
            notificationMessages.signIn
          ) : (
            <>
              <strong>
                {notificationMessages.actors(
                  shown.map(({ displayName }) => displayName),
                  Math.max(1, actorCount),
                )}
              </strong>{' '}
              {notificationMessages.what[kind](actorCount)}
            </>
          )}{' '}
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

function targetOf({ kind, actor, actorCount, postId, commentId }: Notification, ownHandle: string): string {
  if (kind === NotificationKind.NOTIFICATION_KIND_FOLLOW_REQUEST) return paths.requests;
  if (kind === NotificationKind.NOTIFICATION_KIND_NEW_SIGN_IN) return paths.security;
  if (postId !== '') return commentId === '' ? paths.post(postId) : paths.comment(postId, commentId);
  const isCrowd = kind === NotificationKind.NOTIFICATION_KIND_FOLLOW && actorCount > 1;
  return isCrowd ? paths.followers(ownHandle) : paths.profile(actor?.handle ?? '');
}
