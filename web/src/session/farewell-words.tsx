import { sessionMessages } from './messages.ts';
import { useSession } from './use-session.ts';
import './farewell-words.css';

/** Says why one is not signed in any more, if one was. */
export function FarewellWords() {
  const state = useSession();
  if (state.kind !== 'guest' || state.farewell === undefined) return null;
  return (
    <p className="farewell" role="status">
      {sessionMessages.farewells[state.farewell]}
    </p>
  );
}
