import { lazy, type ReactNode, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { HomePage } from '../home/home-page.tsx';
import { useMe } from '../session/use-session.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { paths, routes } from './routes.ts';
import { WelcomePage } from './welcome-page.tsx';

const SignInPage = lazy(() => import('../session/sign-in-page.tsx'));
const SignUpPage = lazy(() => import('../session/sign-up-page.tsx'));
const PostPage = lazy(() => import('../post/post-page.tsx'));
const ReactionsPage = lazy(() => import('../post/reactions-page.tsx'));
const LocalPage = lazy(() => import('../home/local-page.tsx'));
const BookmarksPage = lazy(() => import('../bookmarks/bookmarks-page.tsx'));
const HashtagPage = lazy(() => import('../hashtags/hashtag-page.tsx'));
const HashtagsPage = lazy(() => import('../hashtags/hashtags-page.tsx'));
const ProfilePage = lazy(() => import('../profile/profile-page.tsx'));
const PeoplePage = lazy(() => import('../profile/people-page.tsx'));
const NotificationsPage = lazy(() => import('../notifications/notifications-page.tsx'));
const SearchPage = lazy(() => import('../search/search-page.tsx'));
const MeshPage = lazy(() => import('../mesh/mesh-page.tsx'));
const SettingsPage = lazy(() => import('../settings/settings-page.tsx'));
const PrivacyPage = lazy(() => import('../settings/privacy-page.tsx'));
const SecurityPage = lazy(() => import('../settings/security-page.tsx'));
const PreferencesPage = lazy(() => import('../notifications/preferences-page.tsx'));
const NotificationRequestsPage = lazy(() => import('../notifications/requests-page.tsx'));
const RequestsPage = lazy(() => import('../requests/requests-page.tsx'));
const MutesPage = lazy(() => import('../mutes/mutes-page.tsx'));
const BlocksPage = lazy(() => import('../mutes/blocks-page.tsx'));
const CirclesPage = lazy(() => import('../circles/circles-page.tsx'));
const CirclePage = lazy(() => import('../circles/circle-page.tsx'));

const reactions = (postId: string, kind: 'likes' | 'reposts' | 'quotes') => (
  <ReactionsPage postId={postId.toLowerCase()} kind={kind} />
);

/** A part of a path as it was meant; a broken one as it stands. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The page of the address. What needs an account asks for it in place, and goes on once one is signed in. */
export function Pages() {
  const me = useMe();
  const [path] = useLocation();
  const member = (page: ReactNode) => (me === undefined ? <SignInPage /> : page);
  const guest = (page: ReactNode) => (me === undefined ? page : <Redirect to={paths.home} replace />);
  return (
    <ErrorBoundary key={path}>
      <Suspense fallback={<Skeleton />}>
        <Switch>
          <Route path={routes.home}>{me === undefined ? <WelcomePage /> : <HomePage />}</Route>
          <Route path={routes.signIn}>{guest(<SignInPage />)}</Route>
          <Route path={routes.signUp}>{guest(<SignUpPage />)}</Route>
          <Route path={routes.search}>
            <SearchPage />
          </Route>
          <Route path={routes.notifications}>{member(<NotificationsPage />)}</Route>
          <Route path={routes.settings}>{member(<SettingsPage />)}</Route>
          <Route path={routes.privacy}>{member(<PrivacyPage />)}</Route>
          <Route path={routes.security}>{member(<SecurityPage />)}</Route>
          <Route path={routes.notificationPreferences}>{member(<PreferencesPage />)}</Route>
          <Route path={routes.notificationRequests}>{member(<NotificationRequestsPage />)}</Route>
          <Route path={routes.requests}>{member(<RequestsPage />)}</Route>
          <Route path={routes.mutes}>{member(<MutesPage />)}</Route>
          <Route path={routes.blocks}>{member(<BlocksPage />)}</Route>
          <Route path={routes.circles}>{member(<CirclesPage />)}</Route>
          <Route path={routes.circle}>
            {({ circleId = '' }) => member(<CirclePage circleId={circleId.toLowerCase()} />)}
          </Route>
          <Route path={routes.mesh}>
            <MeshPage />
          </Route>
          <Route path={routes.post}>{({ postId = '' }) => <PostPage postId={postId.toLowerCase()} />}</Route>
          <Route path={routes.likes}>{({ postId = '' }) => reactions(postId, 'likes')}</Route>
          <Route path={routes.reposts}>{({ postId = '' }) => reactions(postId, 'reposts')}</Route>
          <Route path={routes.quotes}>{({ postId = '' }) => reactions(postId, 'quotes')}</Route>
          <Route path={routes.local}>
            <LocalPage />
          </Route>
          <Route path={routes.bookmarks}>{member(<BookmarksPage />)}</Route>
          <Route path={routes.hashtags}>{member(<HashtagsPage />)}</Route>
          <Route path={routes.hashtag}>{({ hashtag = '' }) => <HashtagPage hashtag={decode(hashtag)} />}</Route>
          <Route path={routes.followers}>{({ handle = '' }) => <PeoplePage handle={handle} kind="followers" />}</Route>
          <Route path={routes.following}>{({ handle = '' }) => <PeoplePage handle={handle} kind="following" />}</Route>
          <Route path={routes.known}>{({ handle = '' }) => member(<PeoplePage handle={handle} kind="known" />)}</Route>
          <Route path={routes.replies}>{({ handle = '' }) => <ProfilePage handle={handle} tab="replies" />}</Route>
          <Route path={routes.liked}>{({ handle = '' }) => <ProfilePage handle={handle} tab="likes" />}</Route>
          <Route path={routes.profile}>{({ handle = '' }) => <ProfilePage handle={handle} />}</Route>
          <Route>
            <NotFoundPage />
          </Route>
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}
