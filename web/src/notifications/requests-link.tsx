import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { paths } from '../app/routes.ts';
import { Icon } from '../ui/icons.tsx';
import { notificationMessages } from './messages.ts';
import { requestsQuery } from './request-queries.ts';

/** The way to the requests, while there are some. */
export function RequestsLink() {
  const { data } = useInfiniteQuery(requestsQuery);
  if (data === undefined || data.pages[0]?.requests.length === 0) return null;
  return (
    <Link href={paths.notificationRequests} className="requests-link">
      <Icon name="people" />
      <span>{notificationMessages.requestsLink}</span>
    </Link>
  );
}
