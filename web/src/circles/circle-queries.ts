import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { type Circle, CircleServiceDefinition } from '#gen/tertulia/profile/v1/circle_service.ts';
import { listPages } from '../rpc/list-pages.ts';
import { memberClient } from '../session/current.ts';

/** One's own circles. */
export const circles = memberClient(CircleServiceDefinition);

/** As many circles as an account may have. */
const mostCircles = 50;

/** All circles, newest first: there are at most fifty, which is one page. */
export const allCirclesQuery = queryOptions({
  queryKey: ['circles', 'all'],
  queryFn: ({ signal }) => listAllCircles(signal),
});

/** Reads all circles. */
export async function listAllCircles(signal: AbortSignal): Promise<Circle[]> {
  return (await circles.listCircles({ pageSize: mostCircles }, { signal })).circles;
}

/** One circle. */
export function circleQuery(circleId: string) {
  return queryOptions({
    queryKey: ['circles', 'one', circleId],
    queryFn: async ({ signal }) => {
      const { circle } = await circles.getCircle({ circleId }, { signal });
      if (circle === undefined) throw new Error('The answer carries no circle');
      return circle;
    },
  });
}

/** Who is in a circle. */
export function membersQuery(circleId: string) {
  return listPages(['circle members', circleId], (page, options) =>
    circles.listCircleMembers({ circleId, ...page }, options),
  );
}

/** Shows a circle as it now is. */
export function showCircle(client: QueryClient, circle: Circle | undefined): void {
  if (circle === undefined) return;
  client.setQueryData(circleQuery(circle.circleId).queryKey, circle);
  client.setQueryData(allCirclesQuery.queryKey, (all) =>
    all?.map((each) => (each.circleId === circle.circleId ? circle : each)),
  );
}
