import sqlite3 from 'sqlite3';

/** A value that a statement takes. Booleans become 0 and 1. */
export type Param = string | number | bigint | Uint8Array | null | boolean;

/** The values of a statement's `:name` placeholders. */
export type Params = Readonly<Record<string, Param>>;

/**
 * One connection to one SQLite file. Every statement is prepared once and kept,
 * keyed by its text: a text must therefore be constant, never built per call.
 */
export class Connection {
  readonly #database: sqlite3.Database;
  readonly #statements = new Map<string, Promise<sqlite3.Statement>>();

  private constructor(database: sqlite3.Database) {
    this.#database = database;
  }

  static async open(path: string): Promise<Connection> {
    const database = await new Promise<sqlite3.Database>((resolve, reject) => {
      const opened: sqlite3.Database = new sqlite3.Database(path, (error) => (error ? reject(error) : resolve(opened)));
    });
    return new Connection(database);
  }

  /** Runs statements that take no values and give no rows. */
  exec(sql: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#database.exec(sql, (error) => (error ? reject(error) : resolve()));
    });
  }

  async all<Row>(sql: string, params: Params = {}): Promise<Row[]> {
    const statement = await this.#prepare(sql);
    return new Promise((resolve, reject) => {
      statement.all<Row>(bind(params), (error, rows) => (error ? reject(error) : resolve(rows)));
    });
  }

  /** The first row. It reads through `all`, which resets the statement: `get` of the driver would hold its snapshot. */
  async get<Row>(sql: string, params: Params = {}): Promise<Row | undefined> {
    return (await this.all<Row>(sql, params))[0];
  }

  /** How many rows the statement changed. */
  async run(sql: string, params: Params = {}): Promise<number> {
    const statement = await this.#prepare(sql);
    return new Promise((resolve, reject) => {
      statement.run(bind(params), function (error) {
        if (error) reject(error);
        else resolve(this.changes);
      });
    });
  }

  async close(): Promise<void> {
    const prepared = await Promise.allSettled(this.#statements.values());
    await Promise.all(prepared.map((result) => (result.status === 'fulfilled' ? finalize(result.value) : undefined)));
    this.#statements.clear();
    await new Promise<void>((resolve, reject) => {
      this.#database.close((error) => (error ? reject(error) : resolve()));
    });
  }

  #prepare(sql: string): Promise<sqlite3.Statement> {
    const known = this.#statements.get(sql);
    if (known) return known;
    const prepared = new Promise<sqlite3.Statement>((resolve, reject) => {
      const statement = this.#database.prepare(sql, (error: Error | null) =>
        error ? reject(new Error(`${error.message} in: ${sql}`, { cause: error })) : resolve(statement),
      );
    });
    this.#statements.set(sql, prepared);
    // A text that did not prepare is not remembered: a table may come later.
    prepared.catch(() => this.#statements.delete(sql));
    return prepared;
  }
}

function bind(params: Params): Record<string, unknown> {
  const bound: Record<string, unknown> = {};
  for (const name in params) {
    const value = params[name];
    bound[`:${name}`] =
      typeof value === 'bigint' ? Number(value) : value instanceof Uint8Array ? toBuffer(value) : value;
  }
  return bound;
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function finalize(statement: sqlite3.Statement): Promise<void> {
  return new Promise((resolve) => statement.finalize(() => resolve()));
}
