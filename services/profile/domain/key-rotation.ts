/**
 * A key is published as `next`, so that everyone knows it before it signs; is
 * `active` while it signs; `retiring` while tokens that it signed live; then `retired`.
 */
export type KeyState = 'next' | 'active' | 'retiring' | 'retired';

/** Where a key stands in its life. */
export interface KeyLife {
  readonly keyId: string;
  readonly state: KeyState;
  readonly publishTime: Date;
  /** When it began to sign. */
  readonly activateTime: Date | undefined;
  /** When the last token that it signed has expired. */
  readonly retireTime: Date | undefined;
}

/** One change to the keys. */
export type RotationStep =
  | { readonly kind: 'publish'; readonly as: 'next' | 'active' }
  | { readonly kind: 'activate'; readonly keyId: string }
  | { readonly kind: 'begin-retiring'; readonly keyId: string }
  | { readonly kind: 'retire'; readonly keyId: string };

/** A key is published at least this long before it signs. */
export const publishLeadMs = 10 * 60 * 1_000;

/** What must be done to the keys now, in order. Nothing, most of the time. */
export function planRotation(keys: readonly KeyLife[], now: Date, rotationMs: number): RotationStep[] {
  const active = keys.find((key) => key.state === 'active');
  if (!active?.activateTime) return [{ kind: 'publish', as: 'active' }];
  const next = keys.find((key) => key.state === 'next');
  const dueTime = active.activateTime.getTime() + rotationMs;
  const steps: RotationStep[] = keys.filter((key) => isOver(key, now)).map(({ keyId }) => ({ kind: 'retire', keyId }));
  if (!next && now.getTime() >= dueTime - publishLeadMs) steps.push({ kind: 'publish', as: 'next' });
  if (next && now.getTime() >= Math.max(dueTime, next.publishTime.getTime() + publishLeadMs)) {
    steps.push({ kind: 'begin-retiring', keyId: active.keyId }, { kind: 'activate', keyId: next.keyId });
  }
  return steps;
}

function isOver(key: KeyLife, now: Date): boolean {
  return key.state === 'retiring' && key.retireTime !== undefined && key.retireTime <= now;
}
