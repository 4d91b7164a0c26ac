import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import type { Circle } from '#gen/tertulia/profile/v1/circle_service.ts';
import { paths } from '../app/routes.ts';
import { fieldWords } from '../rpc/error-words.ts';
import { createFormIntent, newRequestId } from '../rpc/request-id.ts';
import { Confirm } from '../ui/confirm.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { uiMessages } from '../ui/messages.ts';
import { Problem } from '../ui/problem.tsx';
import { showToast } from '../ui/toast.tsx';
import { allCirclesQuery, circles, showCircle } from './circle-queries.ts';
import { circleMessages } from './messages.ts';

/** Gives a circle another name. */
export function RenameCircle({ circle, onClose }: { circle: Circle; onClose: () => void }) {
  const { circleId } = circle;
  const queryClient = useQueryClient();
  const [name, setName] = useState(circle.name);
  const [intent] = useState(() => createFormIntent());
  const mutation = useMutation({
    mutationFn: () =>
      circles.updateCircle({
        requestId: intent.idFor(name),
        circle: { circleId, name: name.trim() },
        updateMask: ['name'],
      }),
    onSuccess({ circle: changed }) {
      showCircle(queryClient, changed);
      onClose();
    },
  });
  const problem = fieldWords(mutation.error, 'name', { max: 50 });

  function save(event: FormEvent): void {
    event.preventDefault();
    mutation.mutate();
  }

  return (
    <Dialog title={circleMessages.renameTitle} onClose={onClose}>
      <form className="form" onSubmit={save}>
        <Field
          label={circleMessages.name}
          problem={problem}
          value={name}
          required
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
        {mutation.isError && problem === undefined && <Problem error={mutation.error} />}
        <div className="dialog-actions">
          <button type="button" className="button quiet" onClick={onClose}>
            {uiMessages.cancel}
          </button>
          <button type="submit" className="button" disabled={mutation.isPending}>
            {circleMessages.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Deletes a circle, after a question. */
export function DeleteCircle({ circle, onClose }: { circle: Circle; onClose: () => void }) {
  const { circleId, name } = circle;
  const queryClient = useQueryClient();
  const [, navigate] = useLocation();
  const [requestId] = useState(newRequestId);
  const mutation = useMutation({
    mutationFn: () => circles.deleteCircle({ requestId, circleId }),
    onSuccess() {
      queryClient.setQueryData(allCirclesQuery.queryKey, (all) => all?.filter((each) => each.circleId !== circleId));
      showToast(circleMessages.deleted);
      navigate(paths.circles, { replace: true });
    },
  });
  return (
    <Confirm
      title={circleMessages.deleteTitle(name)}
      text={circleMessages.deleteText}
      action={circleMessages.deleteAction}
      busy={mutation.isPending}
      error={mutation.error}
      onConfirm={() => mutation.mutate()}
      onClose={onClose}
    />
  );
}
