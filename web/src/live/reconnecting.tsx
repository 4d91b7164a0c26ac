import { appMessages } from '../app/messages.ts';
import { useLive } from './live-state.ts';
import './reconnecting.css';

/** Says that the page is not live just now, when that lasts. */
export function Reconnecting() {
  const { reconnecting } = useLive();
  return (
    <div role="status" className="reconnecting-place">
      {reconnecting && <p className="reconnecting">{appMessages.reconnecting}</p>}
    </div>
  );
}
