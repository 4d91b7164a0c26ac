import { createContext, useContext } from 'react';

/** How the live streams of the page are. */
export interface Connection {
  /** A stream has been broken for so long that it is worth a word. */
  reconnecting: boolean;
  /** Says that a stream is open, or not watched any more; or that it is broken. */
  onConnected(stream: string, connected: boolean): void;
}

export const ConnectionContext = createContext<Connection>({ reconnecting: false, onConnected: () => {} });

/** How the live streams of the page are. */
export function useConnection(): Connection {
  return useContext(ConnectionContext);
}
