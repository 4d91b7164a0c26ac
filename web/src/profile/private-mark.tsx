import { Icon } from '../ui/icons.tsx';
import { profileMessages } from './messages.ts';
import './private-mark.css';

/** The lock beside the name of a private account. */
export function PrivateMark() {
  return (
    <span className="private-mark" title={profileMessages.privateAccount}>
      <Icon name="lock" />
      <span className="visually-hidden">{profileMessages.privateAccount}</span>
    </span>
  );
}
