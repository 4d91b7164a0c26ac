import { appMessages } from '../app/messages.ts';
import { useConnection } from './connection.ts';
import './reconnecting.css';

/** Says that the page is not live just now, when that lasts. */
export function Reconnecting() {
  const { reconnecting } = useConnection();
  return (
    <div role="status" className="reconnecting-place">
      {reconnecting && <p className="reconnecting">{appMessages.reconnecting}</p>}
    </div>
  );
}
