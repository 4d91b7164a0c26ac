const place = 'operator-key';

/**
 * The key that opens the map, kept for this tab. A link may bring it after `#`, which no server sees; then it is taken
 * out of the address, so that it is not in a picture of the screen.
 */
export function readOperatorKey(): string | undefined {
  const brought = location.hash.slice(1);
  if (brought !== '') {
    keepOperatorKey(brought);
    history.replaceState(history.state, '', location.pathname);
  }
  return sessionStorage.getItem(place) ?? undefined;
}

/** Keeps a key until the tab is closed. */
export function keepOperatorKey(key: string): void {
  sessionStorage.setItem(place, key);
}

/** Forgets a key that was refused. */
export function forgetOperatorKey(): void {
  sessionStorage.removeItem(place);
}
