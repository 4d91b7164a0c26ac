/** The pages of the client, by the shape of their paths. The static server answers these with the client, status 200. */
export const routes = {
  home: /^\/$/,
  signIn: /^\/signin\/?$/,
  signUp: /^\/signup\/?$/,
  search: /^\/search\/?$/,
  notifications: /^\/notifications\/?$/,
  settings: /^\/settings\/?$/,
  privacy: /^\/settings\/privacy\/?$/,
  security: /^\/settings\/security\/?$/,
  notificationPreferences: /^\/settings\/notifications\/?$/,
  mutes: /^\/settings\/mutes\/?$/,
  blocks: /^\/settings\/blocks\/?$/,
  requests: /^\/requests\/?$/,
  notificationRequests: /^\/notifications\/requests\/?$/,
  circles: /^\/circles\/?$/,
  circle: /^\/circles\/(?<circleId>[0-9a-fA-F-]{36})\/?$/,
  mesh: /^\/mesh\/?$/,
  post: /^\/posts\/(?<postId>[0-9a-fA-F-]{36})\/?$/,
  followers: /^\/@(?<handle>[a-z0-9_]{3,30})\/followers\/?$/,
  following: /^\/@(?<handle>[a-z0-9_]{3,30})\/following\/?$/,
  known: /^\/@(?<handle>[a-z0-9_]{3,30})\/known\/?$/,
  profile: /^\/@(?<handle>[a-z0-9_]{3,30})\/?$/,
} as const;

/** Whether a path is that of a page. A page may still say that what it shows is not there. */
export function isAppPath(path: string): boolean {
  return Object.values(routes).some((pattern) => pattern.test(path));
}

/** The paths that pages link to. */
export const paths = {
  home: '/',
  signIn: '/signin',
  signUp: '/signup',
  search: (query = '') => (query === '' ? '/search' : `/search?q=${encodeURIComponent(query)}`),
  notifications: '/notifications',
  settings: '/settings',
  privacy: '/settings/privacy',
  security: '/settings/security',
  notificationPreferences: '/settings/notifications',
  mutes: '/settings/mutes',
  blocks: '/settings/blocks',
  requests: '/requests',
  notificationRequests: '/notifications/requests',
  circles: '/circles',
  circle: (circleId: string) => `/circles/${circleId}`,
  post: (postId: string) => `/posts/${postId}`,
  comment: (postId: string, commentId: string) => `/posts/${postId}#comment-${commentId}`,
  profile: (handle: string) => `/@${handle}`,
  followers: (handle: string) => `/@${handle}/followers`,
  following: (handle: string) => `/@${handle}/following`,
  known: (handle: string) => `/@${handle}/known`,
};
