import test from 'ava';
import { isAppPath, paths } from './routes.ts';

test('every path that pages link to is a page', (t) => {
  const id = '0193a5b0-0000-7000-8000-000000000001';
  const linked = [
    paths.home,
    paths.signIn,
    paths.signUp,
    paths.search(),
    paths.search('josé & co'),
    paths.notifications,
    paths.settings,
    paths.local,
    paths.bookmarks,
    paths.hashtags,
    paths.hashtag('café'),
    paths.hashtag('𝓪'.repeat(50)),
    paths.likes(id),
    paths.reposts(id),
    paths.quotes(id),
    paths.privacy,
    paths.security,
    paths.notificationPreferences,
    paths.mutes,
    paths.blocks,
    paths.requests,
    paths.notificationRequests,
    paths.circles,
    paths.circle(id),
    paths.known('ana_1'),
    paths.post(id),
    paths.comment(id, id),
    paths.profile('ana_1'),
    paths.replies('ana_1'),
    paths.liked('ana_1'),
    paths.followers('ana_1'),
    paths.following('ana_1'),
  ];
  for (const path of linked) t.true(isAppPath(new URL(path, 'http://localhost').pathname), path);
});

test('what is no page is none', (t) => {
  for (const path of [
    '/nowhere',
    '/posts/1',
    '/@A',
    '/@ana/posts',
    '/hashtags/a/b',
    '/assets/app.js',
    '//',
    '/settings/x',
  ]) {
    t.false(isAppPath(path), path);
  }
});
