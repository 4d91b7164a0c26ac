import { muteMigrations } from '../../audience/mutes/mute-migrations.ts';
import { findMutes } from '../../audience/mutes/mute-store.ts';
import { type Mutes, sizeOfMutes } from '../../audience/mutes/mutes.ts';
import { audienceMigrations } from '../../audience/replica/audience-migrations.ts';
import { identityMigrations } from '../../identity/identity-migrations.ts';
import { KeyedCache } from '../../kit/cache/keyed-cache.ts';
import type { Queries } from '../../kit/database/database.ts';
import { kitMigrations } from '../../kit/database/kit-migrations.ts';
import { postsMigrations } from './migrations/index.ts';

/** The tables of the service's database. */
export const migrations = [
  ...kitMigrations,
  ...identityMigrations,
  ...audienceMigrations,
  ...muteMigrations,
  ...postsMigrations,
];

/** How many people, and words, the mutes have that are held in memory. */
const maxMutes = 50_000;

/** What accounts mute, held in memory, by account. */
export function holdMutes(database: Pick<Queries, 'all'>): KeyedCache<Mutes> {
  return new KeyedCache({ load: (muters) => findMutes(database, muters), max: maxMutes, sizeOf: sizeOfMutes });
}
