import type { Card } from '../../audience/replica/people-store.ts';
import type { NotificationKind } from './act.ts';

/** A notification as its receiver sees it. */
export interface Notification {
  readonly notificationId: string;
  readonly receiverId: string;
  readonly kind: NotificationKind;
  /** Newest first, at most a few. */
  readonly actors: readonly Card[];
  readonly actorCount: number;
  readonly postId: string;
  readonly commentId: string;
  readonly snippet: string;
  readonly createTime: Date;
  readonly updateTime: Date;
  readonly read: boolean;
}
