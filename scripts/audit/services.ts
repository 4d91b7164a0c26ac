import type { ServiceProjections } from '../../services/kit/projections/projection.ts';

/** The projections of every service that has some, by its name. Loaded when they are examined. */
export const examinedServices: Readonly<Record<string, () => Promise<ServiceProjections>>> = {
  comments: async () => (await import('../../services/comments/projections.ts')).commentsProjections,
  notifications: async () => (await import('../../services/notifications/projections.ts')).notificationsProjections,
  posts: async () => (await import('../../services/posts/projections.ts')).postsProjections,
  profile: async () => (await import('../../services/profile/projections.ts')).profileProjections,
};
