import { countCommit, waitingWrites } from '../metrics/database-metrics.ts';
import type { Connection } from './connection.ts';
import type { Queries } from './database.ts';

/** The database inside a transaction. */
export interface Transaction extends Queries {
  /** Runs an action once the transaction has been committed; never if it was not. */
  afterCommit(action: () => void): void;
}

interface Job {
  readonly work: (tx: Transaction) => Promise<unknown>;
  readonly actions: (() => void)[];
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

type Outcome = { job: Job; value: unknown } | { job: Job; error: unknown };

/** How many writes one commit takes at most, and for how long it may gather them. */
const maxJobsPerCommit = 64;
const maxGatherMs = 20;

/**
 * The one writer of a database. Writes run one after another; those that wait
 * when another begins share its commit, and so its fsync (group commit), each after
 * the first in a savepoint of its own. None is answered before the commit that holds it.
 */
export class Writer {
  readonly #connection: Connection;
  readonly #queue: Job[] = [];
  #draining: Promise<void> | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    waitingWrites.inc();
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ work, actions: [], resolve: resolve as (value: unknown) => void, reject });
      this.#draining ??= this.#drain();
    });
  }

  /** Resolves when every write that was asked for has been answered. */
  async idle(): Promise<void> {
    while (this.#draining) await this.#draining;
  }

  async #drain(): Promise<void> {
    // Never in the turn of the first `write`, which has yet to note this promise.
    await undefined;
    while (this.#queue.length > 0) {
      const outcomes: Outcome[] = [];
      try {
        await this.#connection.run('begin immediate');
        await this.#gather(outcomes);
        const start = performance.now();
        await this.#connection.run('commit');
        countCommit(start, outcomes.length);
        settle(outcomes);
      } catch (error) {
        await this.#connection.run('rollback').catch(() => undefined);
        // Even a refusal waits for the commit: it may rest on a write that is now undone.
        const jobs = outcomes.length > 0 ? outcomes.map((outcome) => outcome.job) : this.#queue.splice(0, 1);
        waitingWrites.dec(jobs.length);
        for (const job of jobs) job.reject(error);
      }
    }
    // In the same turn as the last look at the queue: a write after it starts anew.
    this.#draining = undefined;
  }

  /** Runs waiting jobs until there is none or the commit is full. */
  async #gather(outcomes: Outcome[]): Promise<void> {
    const start = performance.now();
    while (outcomes.length < maxJobsPerCommit && performance.now() - start < maxGatherMs) {
      const job = this.#queue[0];
      if (!job) return;
      outcomes.push(outcomes.length === 0 ? await this.#runFirst(job) : await this.#runNext(job));
      // Only now: a job whose savepoint cannot be ended is still the first, and so the one that is refused.
      this.#queue.shift();
    }
  }

  /** There is nothing before it that must stay when it fails. */
  async #runFirst(job: Job): Promise<Outcome> {
    try {
      return { job, value: await job.work(this.#transaction(job)) };
    } catch (error) {
      // It may be rolled back already: SQLite does so when the disk is full.
      await this.#connection.run('rollback').catch(() => undefined);
      await this.#connection.run('begin immediate');
      job.actions.length = 0;
      return { job, error };
    }
  }

  async #runNext(job: Job): Promise<Outcome> {
    await this.#connection.run('savepoint job');
    try {
      const value = await job.work(this.#transaction(job));
      // The commit would do it too, but until then its copies of pages stay in memory: some 100 MB in a busy start.
      await this.#connection.run('release job');
      return { job, value };
    } catch (error) {
      await this.#connection.run('rollback to job');
      await this.#connection.run('release job');
      job.actions.length = 0;
      return { job, error };
    }
  }

  #transaction(job: Job): Transaction {
    const connection = this.#connection;
    return {
      all: (sql, params) => connection.all(sql, params),
      get: (sql, params) => connection.get(sql, params),
      run: (sql, params) => connection.run(sql, params),
      afterCommit: (action) => job.actions.push(action),
    };
  }
}

function settle(outcomes: readonly Outcome[]): void {
  for (const outcome of outcomes) {
    for (const action of outcome.job.actions) action();
    if ('error' in outcome) outcome.job.reject(outcome.error);
    else outcome.job.resolve(outcome.value);
  }
}
