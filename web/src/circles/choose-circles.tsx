import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import { paths } from '../app/routes.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Problem } from '../ui/problem.tsx';
import { RowActions } from '../ui/row-actions.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import './choose-circles.css';
import { allCirclesQuery, circles, showCircle } from './circle-queries.ts';
import { circleMessages } from './messages.ts';

/** Puts a person into some of one's circles. Who is in one already stays in it. */
export default function ChooseCircles({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const { accountId, handle } = profile;
  const queryClient = useQueryClient();
  const query = useQuery(allCirclesQuery);

  async function add(requestId: string, circleId: string): Promise<void> {
    const { circle } = await circles.addCircleMembers({ requestId, circleId, accountIds: [accountId] });
    showCircle(queryClient, circle);
    await queryClient.invalidateQueries({ queryKey: ['circle members', circleId] });
  }

  return (
    <Dialog title={circleMessages.chooseTitle(handle)} onClose={onClose}>
      <p>{circleMessages.chooseText}</p>
      {query.isPending && <Skeleton rows={1} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data?.length === 0 && <p className="choose-none">{circleMessages.noneToChoose}</p>}
      <ul className="choose-list">
        {query.data?.map(({ circleId, name }) => (
          <li key={circleId}>
            <span dir="auto">{name}</span>
            <RowActions
              of={name}
              actions={[
                {
                  label: circleMessages.addAction,
                  outcome: circleMessages.added,
                  quiet: true,
                  run: (requestId) => add(requestId, circleId),
                },
              ]}
            />
          </li>
        ))}
      </ul>
      <div className="dialog-actions">
        <Link href={paths.circles} className="button quiet">
          {circleMessages.toCircles}
        </Link>
        <button type="button" className="button" onClick={onClose}>
          {circleMessages.close}
        </button>
      </div>
    </Dialog>
  );
}
