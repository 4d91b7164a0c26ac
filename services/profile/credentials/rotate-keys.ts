import type { Transaction } from '../../kit/database/database.ts';
import type { ProfileContext } from '../context.ts';
import { planRotation, type RotationStep } from '../domain/key-rotation.ts';
import { tellKeyPublished, tellKeyRetired } from '../events/session-events.ts';
import { activateKey, addKey, beginRetiringKey, findKeys, retireKey } from '../store/key-store.ts';
import { lastTokenExpireTime } from './access-token.ts';
import { makeKeyPair } from './signing-key.ts';

type KeyContext = Pick<ProfileContext, 'database' | 'eventLog' | 'newId'>;

/**
 * Brings the signing keys to where they should stand at a time: makes the first,
 * publishes the next ahead of need, lets it sign, retires the one before. The plan
 * is made inside the write transaction, so that replicas on one database do not race.
 */
export async function rotateKeys(context: KeyContext, now: Date, rotationMs: number): Promise<readonly RotationStep[]> {
  return context.database.write(async (tx) => {
    const steps = planRotation(await findKeys(tx), now, rotationMs);
    for (const step of steps) await apply(context, tx, step, now);
    return steps;
  });
}

async function apply(context: KeyContext, tx: Transaction, step: RotationStep, now: Date): Promise<void> {
  switch (step.kind) {
    case 'publish':
      return publish(context, tx, step.as, now);
    case 'activate':
      return activateKey(tx, step.keyId, now);
    case 'begin-retiring':
      return beginRetiringKey(tx, step.keyId, lastTokenExpireTime(now));
    case 'retire':
      await retireKey(tx, step.keyId);
      return tellKeyRetired(context.eventLog, tx, step.keyId);
  }
}

async function publish(context: KeyContext, tx: Transaction, state: 'next' | 'active', now: Date): Promise<void> {
  const keyId = context.newId();
  const { privateJwk, publicJwk } = makeKeyPair(keyId);
  await addKey(tx, { keyId, state, privateJwk, publicJwk }, now);
  await tellKeyPublished(context.eventLog, tx, keyId, publicJwk);
}
