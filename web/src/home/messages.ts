/** What the home timeline says. */
export const homeMessages = {
  title: 'Home',
  list: 'Posts of the people you follow, newest first',
  newPosts: (count: number) => (count === 1 ? '1 new post' : `${count} new posts`),
  emptyTitle: 'The table is still empty',
  emptyText: 'Write something, or find people to listen to.',
  find: 'Find people',
};
