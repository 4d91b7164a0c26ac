/** What a person typed as a handle, as the contract writes it: without the sign, in lower case. */
export function toHandle(typed: string): string {
  return typed.trim().replace(/^@/, '').toLowerCase();
}

/** Whether it can be a handle. */
export function isHandle(handle: string): boolean {
  return /^[a-z0-9_]{3,30}$/.test(handle);
}
