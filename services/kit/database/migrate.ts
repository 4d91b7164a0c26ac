import type { Knex } from 'knex';
import type { Connection } from './connection.ts';

/** One step of a schema. */
export interface Migration {
  /** Unique for ever, and sorted by room and number: `posts/0001_create_post`. */
  name: string;
  up(knex: Knex): Promise<void>;
}

/** The names of the migrations that a database has seen. */
export async function appliedMigrations(connection: Connection): Promise<Set<string>> {
  const table = await connection.get("select 1 from sqlite_master where name = 'migration'");
  if (!table) return new Set();
  const rows = await connection.all<{ name: string }>('select name from migration');
  return new Set(rows.map((row) => row.name));
}

/**
 * Applies the migrations that the database has not seen, all in one transaction:
 * a process killed in between leaves nothing half-done and no lock behind, and a
 * second process waits for the first.
 */
export async function migrate(path: string, migrations: readonly Migration[]): Promise<void> {
  // Loaded only here: a start without news, and every query of a running service, does without knex.
  const { default: knex } = await import('knex');
  const schema = knex({
    client: 'sqlite3',
    connection: { filename: path },
    pool: { min: 1, max: 1 },
    useNullAsDefault: true,
  });
  try {
    await schema.raw('pragma busy_timeout = 10000');
    await schema.raw('pragma synchronous = full');
    await schema.transaction(async (transaction) => {
      // The first statement must write, so that two processes queue up here and neither sees an old schema.
      await transaction.raw('pragma user_version = 1');
      await transaction.migrate.latest({
        migrationSource: new ListSource(migrations),
        tableName: 'migration',
        disableTransactions: true,
      });
    });
  } finally {
    await schema.destroy();
  }
}

/** Gives knex a list of migrations in place of a folder. */
class ListSource implements Knex.MigrationSource<Migration> {
  readonly #migrations: readonly Migration[];

  constructor(migrations: readonly Migration[]) {
    this.#migrations = migrations;
  }

  async getMigrations(): Promise<Migration[]> {
    return [...this.#migrations];
  }

  getMigrationName(migration: Migration): string {
    return migration.name;
  }

  async getMigration(migration: Migration): Promise<Knex.Migration> {
    return { up: (knex) => migration.up(knex), down: async () => undefined };
  }
}
