import type { Database, Migration } from '../database/database.ts';
import type { EventHandler } from '../events/consumer.ts';

/** A part of a service's database that says nothing of its own: it is made of logs, or of other rows. */
export interface Projection {
  /** For people: `home timelines`. */
  readonly name: string;
  /**
   * One statement that says what is in it, and nothing that may differ by chance (ids made by handlers, times of
   * handling): rows of the texts `key` and `value`, keys unique, in the order of the keys as bytes.
   */
  readonly content: string;
}

/** A projection that handlers make from logs. */
export interface ReplayedProjection extends Projection {
  /** Statements that empty it, so that the handlers can make it again. */
  readonly clear: readonly string[];
}

/** A projection that other rows of the same database determine: a count, a copy. */
export interface DerivedProjection extends Projection {
  /** As `content`, but from the rows that determine it. */
  readonly expected: string;
}

/** What one consumer of a service does, as the service itself starts it. */
export interface ConsumedLog {
  /** The name of the cursor. */
  readonly name: string;
  /** The service whose log it is. */
  readonly log: string;
  readonly handlers: readonly EventHandler[];
  /**
   * The log is the service's own, and what these handlers make was committed together with its events: all that it has
   * counts, wherever a cursor stands.
   */
  readonly whole?: boolean;
}

/** All that a service keeps and that can be made again. */
export interface ServiceProjections {
  /** The service's name, as in the topology. */
  readonly service: string;
  readonly migrations: readonly Migration[];
  readonly replayed: readonly ReplayedProjection[];
  readonly derived: readonly DerivedProjection[];
  /** The service's consumers on a database of its kind; disposed when they are no longer used. */
  open(database: Database): Promise<{ readonly consumed: readonly ConsumedLog[] } & AsyncDisposable>;
}
