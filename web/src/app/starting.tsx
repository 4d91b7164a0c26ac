import { useEffect } from 'react';
import { errorWords } from '../rpc/error-words.ts';
import { session } from '../session/current.ts';
import { Empty } from '../ui/empty.tsx';
import { appMessages } from './messages.ts';

/** While the gateway does not answer, it is asked again this often. */
const retryMs = 5_000;

/** Stands until it is known whether the person is signed in, and says so if that cannot be found out. */
export function Starting({ problem }: { problem?: unknown }) {
  useEffect(() => {
    if (problem === undefined) return;
    const timer = setTimeout(() => session.start(), retryMs);
    return () => clearTimeout(timer);
  }, [problem]);
  if (problem === undefined) return <main className="starting" aria-busy="true" />;
  return (
    <main className="starting" role="alert">
      <Empty title={appMessages.unreachableTitle}>
        <p>{errorWords(problem)}</p>
        <button type="button" className="button" onClick={() => session.start()}>
          {appMessages.retry}
        </button>
      </Empty>
    </main>
  );
}
