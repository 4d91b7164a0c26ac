import { join } from 'node:path';
import { type Database, type Migration, openDatabase } from '../database/database.ts';
import { kitMigrations } from '../database/kit-migrations.ts';
import { makeTempDir } from './temp-dir.ts';

/** A database in a folder of its own; both are gone when it is disposed. */
export async function openTempDatabase(
  migrations: readonly Migration[] = [],
): Promise<{ database: Database; url: string } & AsyncDisposable> {
  const folder = await makeTempDir();
  const url = `file:${join(folder.path, 'test.sqlite')}`;
  const database = await openDatabase({ url, migrations: [...kitMigrations, ...migrations] });
  const dispose = async () => {
    await database[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  };
  return { database, url, [Symbol.asyncDispose]: dispose };
}
