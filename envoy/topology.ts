/** A service: what it answers at the gateway, and how it is started. */
export interface ServiceRow {
  /** Its name everywhere: as a call's authority, in policies' `callers`, as Envoy's cluster. */
  readonly name: string;
  /** The proto packages that it serves. */
  readonly packages: readonly string[];
  /** Its entry point, relative to the root of the checkout. */
  readonly entry: string;
  /** What the names of its environment variables begin with. */
  readonly envPrefix: string;
}

/** Every service, one row each. */
export const topology: readonly ServiceRow[] = [
  { name: 'profile', packages: ['tertulia.profile.v1'], entry: 'services/profile/main.ts', envPrefix: 'PROFILE_' },
  {
    name: 'posts',
    packages: ['tertulia.posts.v1', 'tertulia.mesh.v1'],
    entry: 'services/posts/main.ts',
    envPrefix: 'POSTS_',
  },
  { name: 'comments', packages: ['tertulia.comments.v1'], entry: 'services/comments/main.ts', envPrefix: 'COMMENTS_' },
  {
    name: 'notifications',
    packages: ['tertulia.notifications.v1'],
    entry: 'services/notifications/main.ts',
    envPrefix: 'NOTIFICATIONS_',
  },
];

/** What every service serves beside its own packages; the call's authority says whose is meant. */
export const sharedPackages: readonly string[] = ['tertulia.events.v1'];
