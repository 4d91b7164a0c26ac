import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import { paths } from '../app/routes.ts';
import { fieldWords } from '../rpc/error-words.ts';
import { createFormIntent } from '../rpc/request-id.ts';
import { Field } from '../ui/field.tsx';
import { Icon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { Section } from '../ui/section.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { showToast } from '../ui/toast.tsx';
import { allCirclesQuery, circles } from './circle-queries.ts';
import './circles-page.css';
import { circleMessages } from './messages.ts';

/** One's circles, and a place to make another. */
export default function CirclesPage() {
  const query = useQuery(allCirclesQuery);
  return (
    <Page title={circleMessages.title}>
      <p className="page-intro">{circleMessages.intro}</p>
      {query.isPending && <Skeleton rows={2} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data?.length === 0 && <p className="section-none">{circleMessages.none}</p>}
      {query.data !== undefined && query.data.length > 0 && (
        <ul className="circle-list" aria-label={circleMessages.list}>
          {query.data.map(({ circleId, name, memberCount }) => (
            <li key={circleId}>
              <Link href={paths.circle(circleId)} className="circle-row">
                <Icon name="people" />
                <strong dir="auto">{name}</strong>
                <span>{circleMessages.members(memberCount)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <Section title={circleMessages.nameOf}>
        <CreateCircle />
      </Section>
    </Page>
  );
}

function CreateCircle() {
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [intent] = useState(() => createFormIntent());
  const mutation = useMutation({
    mutationFn: () => circles.createCircle({ requestId: intent.idFor(name), name: name.trim() }),
    async onSuccess({ circle }) {
      intent.done();
      setName('');
      showToast(circleMessages.created(circle?.name ?? ''));
      await queryClient.invalidateQueries({ queryKey: allCirclesQuery.queryKey });
    },
  });
  const problem = fieldWords(mutation.error, 'name', { max: 50 });
  const ready = name.trim() !== '' && !mutation.isPending;

  function create(event: FormEvent): void {
    event.preventDefault();
    if (ready) mutation.mutate();
  }

  return (
    <form className="form" onSubmit={create}>
      <Field
        label={circleMessages.name}
        problem={problem}
        value={name}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
      />
      <div>
        <button type="submit" className="button" aria-disabled={!ready}>
          {circleMessages.create}
        </button>
      </div>
      {mutation.isError && problem === undefined && <Problem error={mutation.error} />}
    </form>
  );
}
