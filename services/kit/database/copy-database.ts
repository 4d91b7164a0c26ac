import { Connection } from './connection.ts';
import { pathOfUrl } from './database.ts';

/** Copies a database as it is committed now to a new file, while others go on to read and write it. */
export async function copyDatabase(url: string, path: string): Promise<void> {
  const source = await Connection.open(pathOfUrl(url));
  try {
    await source.exec('pragma busy_timeout = 10000');
    await source.all('vacuum into :path', { path });
  } finally {
    await source.close();
  }
}
