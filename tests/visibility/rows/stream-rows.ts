import { isReached, sees } from '../expectation.ts';
import type { Told } from '../watch-all.ts';
import { begins, type Rows, seenIf } from './row.ts';

/** Rows of streams that tell what comes: of what was written while all of them were open. */
export function streamRows(told: Told): Rows {
  return {
    '/tertulia.posts.v1.TimelineService/WatchHome': {
      shows: 'that a post came',
      ask: ({ api, viewer, item }) =>
        viewer === 'anonymous'
          ? begins((signal) => api.timelines.watchHome({ cursor: '' }, { signal }))
          : told.home(viewer, item.latePostId).then((is) => seenIf(is)),
      expect: ({ viewer, item }) => seenIf(isReached(viewer) && sees(viewer, item)),
    },
    '/tertulia.notifications.v1.NotificationService/WatchNotifications': {
      shows: 'the post, to whom it mentions',
      ask: ({ api, viewer, item }) =>
        viewer === 'anonymous'
          ? begins((signal) => api.notifications.watchNotifications({ cursor: '' }, { signal }))
          : told.notified(viewer, item.latePostId).then((is) => seenIf(is)),
      expect: ({ viewer }) => seenIf(viewer === 'mentioned'),
    },
  };
}
