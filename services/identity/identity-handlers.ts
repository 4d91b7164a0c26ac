import { SessionEnded, SigningKeyPublished, SigningKeyRetired } from '#gen/tertulia/profile/v1/session_events.ts';
import { type EventHandler, on } from '../kit/events/consumer.ts';
import { addEndedSession, putKey, removeKey } from './identity-store.ts';

/** Used where an event does not say when the session's last token expires: later than any token lives. */
const unknownExpiryMs = 600_000;

/**
 * What profile tells of identity, applied to the replica. The deletion of an account ends its sessions one by one, so
 * AccountDeleted needs no handler here.
 */
export function identityHandlers(): EventHandler[] {
  return [
    on(SigningKeyPublished, (tx, { keyId, publicJwk }) => putKey(tx, keyId, publicJwk)),
    on(SigningKeyRetired, (tx, { keyId }) => removeKey(tx, keyId)),
    on(SessionEnded, (tx, { sessionId, accountId, lastTokenExpireTime }, { createTime }) => {
      const forgetTime = lastTokenExpireTime?.getTime() ?? createTime.getTime() + unknownExpiryMs;
      return addEndedSession(tx, { sessionId, accountId, forgetTime }, Date.now());
    }),
  ];
}
