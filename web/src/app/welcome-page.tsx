import { lazy, Suspense } from 'react';
import { Link } from 'wouter';
import { LanguageChoice } from '../language/language-choice.tsx';
import { Icon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { appMessages } from './messages.ts';
import { paths } from './routes.ts';
import './welcome-page.css';

const LocalTimeline = lazy(() =>
  import('../home/local-timeline.tsx').then((module) => ({ default: module.LocalTimeline })),
);

/** What who is not signed in sees first. */
export function WelcomePage() {
  return (
    <Page title={appMessages.name} heading={false}>
      <div className="welcome">
        <Icon name="cup" />
        <p className="welcome-title">{appMessages.welcomeTitle}</p>
        <p className="welcome-text">{appMessages.welcomeText}</p>
        <div className="welcome-actions">
          <Link href={paths.signUp} className="button">
            {appMessages.signUp}
          </Link>
          <Link href={paths.signIn} className="button quiet">
            {appMessages.signIn}
          </Link>
        </div>
        <LanguageChoice />
      </div>
      <section className="welcome-talk" aria-labelledby="talk">
        <h2 id="talk">{appMessages.talk}</h2>
        <Suspense fallback={<Skeleton />}>
          <LocalTimeline />
        </Suspense>
      </section>
    </Page>
  );
}
