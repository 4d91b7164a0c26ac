import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Session, SessionServiceDefinition } from '#gen/tertulia/profile/v1/session_service.ts';
import { listPages } from '../rpc/list-pages.ts';
import { newRequestId } from '../rpc/request-id.ts';
import { memberClient } from '../session/current.ts';
import { Confirm } from '../ui/confirm.tsx';
import { EndlessList } from '../ui/endless-list.tsx';
import { RowActions } from '../ui/row-actions.tsx';
import { Time } from '../ui/time.tsx';
import { showToast } from '../ui/toast.tsx';
import { settingsMessages } from './messages.ts';
import './sessions.css';

const sessions = memberClient(SessionServiceDefinition);

/** The sessions that have not ended, newest first. */
export const sessionsQuery = {
  ...listPages(['sessions'], (page, options) => sessions.listSessions(page, options)),
  staleTime: 0,
};

/** Where one is signed in; any of them can be ended, or all but this one. */
export function Sessions() {
  const query = useInfiniteQuery(sessionsQuery);
  const [asked, setAsked] = useState(false);
  const all = query.data?.pages.flatMap((page) => page.sessions) ?? [];
  return (
    <>
      <EndlessList
        query={query}
        items={all}
        keyOf={({ sessionId }) => sessionId}
        render={(session) => <SessionRow session={session} />}
        label={settingsMessages.sessions}
        empty={null}
      />
      {all.length > 1 && (
        <div className="section-body sessions-end">
          <button type="button" className="button danger" onClick={() => setAsked(true)}>
            {settingsMessages.endOthers}
          </button>
        </div>
      )}
      {asked && <EndOthers onClose={() => setAsked(false)} />}
    </>
  );
}

function SessionRow({ session }: { session: Session }) {
  const { sessionId, device, createTime, lastUseTime, current } = session;
  const name = device || settingsMessages.unknownDevice;
  return (
    <div className="session-row">
      <p>
        <strong>{name}</strong>
        {current && <span className="session-current">{settingsMessages.thisDevice}</span>}
        <span className="session-times">
          {settingsMessages.since} <Time moment={createTime} /> · {settingsMessages.lastUsed}{' '}
          <Time moment={lastUseTime} />
        </span>
      </p>
      {!current && (
        <RowActions
          of={name}
          actions={[
            {
              label: settingsMessages.endSession,
              outcome: settingsMessages.sessionEnded,
              quiet: true,
              run: (requestId) => sessions.revokeSession({ requestId, sessionId }),
            },
          ]}
        />
      )}
    </div>
  );
}

function EndOthers({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const [requestId] = useState(newRequestId);
  const mutation = useMutation({
    mutationFn: () => sessions.revokeOtherSessions({ requestId }),
    async onSuccess({ endedSessionCount }) {
      showToast(settingsMessages.othersEnded(endedSessionCount));
      onClose();
      await queryClient.resetQueries({ queryKey: sessionsQuery.queryKey });
    },
  });
  return (
    <Confirm
      title={settingsMessages.endOthersTitle}
      text={settingsMessages.endOthersText}
      action={settingsMessages.endOthers}
      busy={mutation.isPending}
      error={mutation.error}
      onConfirm={() => mutation.mutate()}
      onClose={onClose}
    />
  );
}
