import type { Read } from '../reads/read.ts';

/** Somebody who watches something by a stream. */
export interface Watch extends AsyncDisposable {
  readonly isOpen: boolean;
  open(): Promise<void>;
  leave(): Promise<void>;
  /** Takes note of what has just been done in the world. */
  note(): void;
  /** What must have been told by now, when all is settled and the stream is open. */
  reads(): Read[];
}
