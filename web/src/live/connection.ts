import { useCallback, useRef, useState } from 'react';

/** A break shorter than this is nobody's business. */
const wordlessMs = 5_000;

/** Tells when one of several streams has been broken for long. */
export function useConnection(): { reconnecting: boolean; onConnected(stream: string, connected: boolean): void } {
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

  return { reconnecting, onConnected };
}
