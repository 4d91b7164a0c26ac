/** What the settings say. */
export const settingsMessages = {
  title: 'Settings',
  account: 'Your account',
  signedInAs: (handle: string) => `You are signed in as @${handle}.`,
  profile: 'Your profile',
  signOut: 'Sign out',
  danger: 'Leave for good',
  deleteText:
    'Deleting your account deletes everything you wrote, here and for everyone. It cannot be undone, and nobody gets your handle after you.',
  delete: 'Delete account',
  deleteTitle: 'Delete your account?',
  password: 'Your password',
  deleteAction: 'Delete for good',
};
