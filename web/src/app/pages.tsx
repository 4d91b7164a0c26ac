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
const ProfilePage = lazy(() => import('../profile/profile-page.tsx'));
const PeoplePage = lazy(() => import('../profile/people-page.tsx'));
const NotificationsPage = lazy(() => import('../notifications/notifications-page.tsx'));
const SearchPage = lazy(() => import('../search/search-page.tsx'));
const MeshPage = lazy(() => import('../mesh/mesh-page.tsx'));
const SettingsPage = lazy(() => import('../settings/settings-page.tsx'));

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
          <Route path={routes.mesh}>
            <MeshPage />
          </Route>
          <Route path={routes.post}>{({ postId = '' }) => <PostPage postId={postId.toLowerCase()} />}</Route>
          <Route path={routes.followers}>{({ handle = '' }) => <PeoplePage handle={handle} kind="followers" />}</Route>
          <Route path={routes.following}>{({ handle = '' }) => <PeoplePage handle={handle} kind="following" />}</Route>
          <Route path={routes.profile}>{({ handle = '' }) => <ProfilePage handle={handle} />}</Route>
          <Route>
            <NotFoundPage />
          </Route>
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}
