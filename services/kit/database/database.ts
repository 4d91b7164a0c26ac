import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Connection, type Param, type Params } from './connection.ts';
import { ForeignWrites } from './foreign-writes.ts';
import { appliedMigrations, type Migration, migrate } from './migrate.ts';
import { type Transaction, Writer } from './writer.ts';

export type { Migration, Param, Params, Transaction };

/** Reading and changing rows. Texts are constant, with `:name` placeholders. */
export interface Queries {
  all<Row>(sql: string, params?: Params): Promise<Row[]>;
  get<Row>(sql: string, params?: Params): Promise<Row | undefined>;
  /** How many rows were changed. */
  run(sql: string, params?: Params): Promise<number>;
}

/** A service's own database. Its queries read what is committed; changes go through `write`. */
export interface Database extends Pick<Queries, 'all' | 'get'>, AsyncDisposable {
  /**
   * Runs one transaction. It resolves when the change is on the disk (fsync),
   * and rejects, with nothing changed, when `work` throws. `work` must wait for
   * the database only: other writes wait for it.
   */
  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Tells, within a fraction of a second, that another process has written to this database. */
  onForeignWrite(listener: () => void): Disposable;
}

/** Where a database is, and what its tables are. */
export interface DatabaseOptions {
  /** `file:` and an absolute or relative path. */
  url: string;
  /** In the order in which they are applied; a name is unique for ever. */
  migrations: readonly Migration[];
}

/** Reads that run at the same time; each has a connection, and so a thread of the driver's pool. */
const readerCount = 2;

/** `synchronous = full` with WAL: a commit is on the disk before it is answered. */
const connectionPragmas = `
  pragma busy_timeout = 10000;
  pragma synchronous = full;
  pragma foreign_keys = on;
  pragma temp_store = memory;
`;

/**
 * Pages in KiB: readers are asked for what no cache of the service holds. A page is mostly changed by one commit after
 * another; the more of them lie in the WAL (here 16 MiB), the fewer copies go from there to the database.
 */
const readerPragmas = `${connectionPragmas} pragma cache_size = -4000; pragma query_only = on;`;
const writerPragmas = `${connectionPragmas} pragma cache_size = -16000; pragma wal_autocheckpoint = 4000;`;

/** Opens a service's database, made and brought up to date if need be. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const path = pathOfUrl(options.url);
  makePrivateFile(path);
  const writing = await Connection.open(path);
  await writing.exec(`pragma busy_timeout = 10000; pragma journal_mode = wal; ${writerPragmas}`);
  const applied = await appliedMigrations(writing);
  if (options.migrations.some(({ name }) => !applied.has(name))) await migrate(path, options.migrations);
  const readers = await Promise.all(Array.from({ length: readerCount }, () => openReader(path)));
  return new SqliteDatabase(writing, readers);
}

class SqliteDatabase implements Database {
  readonly #writing: Connection;
  readonly #writer: Writer;
  readonly #readers: readonly Connection[];
  readonly #foreignWrites: ForeignWrites;
  #turn = 0;

  constructor(writing: Connection, readers: readonly Connection[]) {
    this.#writing = writing;
    this.#writer = new Writer(writing);
    this.#readers = readers;
    this.#foreignWrites = new ForeignWrites(writing);
  }

  all<Row>(sql: string, params?: Params): Promise<Row[]> {
    return this.#reader().all<Row>(sql, params);
  }

  get<Row>(sql: string, params?: Params): Promise<Row | undefined> {
    return this.#reader().get<Row>(sql, params);
  }

  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#writer.write(work);
  }

  onForeignWrite(listener: () => void): Disposable {
    return this.#foreignWrites.follow(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#foreignWrites[Symbol.dispose]();
    await this.#writer.idle();
    await Promise.all(this.#readers.map((reader) => reader.close()));
    await this.#writing.close();
  }

  #reader(): Connection {
    this.#turn = (this.#turn + 1) % this.#readers.length;
    return this.#readers[this.#turn] as Connection;
  }
}

async function openReader(path: string): Promise<Connection> {
  const reader = await Connection.open(path);
  await reader.exec(readerPragmas);
  return reader;
}

/** The path of the file that a URL names. */
export function pathOfUrl(url: string): string {
  if (!url.startsWith('file:')) throw new Error(`unknown kind of database: ${url} (expected file:PATH)`);
  return url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length);
}

/** Makes the file readable by its owner only; SQLite gives its WAL the same mode. */
function makePrivateFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}
