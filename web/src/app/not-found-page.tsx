import { Link } from 'wouter';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { appMessages } from './messages.ts';
import { paths } from './routes.ts';

/** What stands at an address that is no page. */
export function NotFoundPage() {
  return (
    <Page title={appMessages.notFoundTitle} heading={false}>
      <Empty title={appMessages.notFoundTitle}>
        <p>{appMessages.notFoundText}</p>
        <p>
          <Link href={paths.home}>{appMessages.toHome}</Link>
        </p>
      </Empty>
    </Page>
  );
}
