import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { ConnectionContext } from './connection.ts';

/** A break shorter than this is nobody's business. */
const wordlessMs = 5_000;

/** Knows when one of the streams of the page has been broken for long. */
export function ConnectionProvider({ children }: { children: ReactNode }) {
  const [reconnecting, setReconnecting] = useState(false);
  const broken = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const onConnected = useCallback((stream: string, connected: boolean) => {
    if (connected) broken.current.delete(stream);
    else broken.current.add(stream);
    if (broken.current.size === 0) {
      clearTimeout(timer.current);
      timer.current = undefined;
      setReconnecting(false);
    } else {
      timer.current ??= setTimeout(() => setReconnecting(true), wordlessMs);
    }
  }, []);

  const connection = useMemo(() => ({ reconnecting, onConnected }), [reconnecting, onConnected]);
  return <ConnectionContext value={connection}>{children}</ConnectionContext>;
}
