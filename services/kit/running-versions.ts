import { createRequire } from 'node:module';
import sqlite3 from 'sqlite3';
import type { Versions } from './floors.ts';

/** The versions that this process runs on. */
export function readRunningVersions(): Versions {
  const { version } = createRequire(import.meta.url)('@grpc/grpc-js/package.json') as { version: string };
  // The driver's own types leave it out.
  const { VERSION } = sqlite3 as typeof sqlite3 & { VERSION: string };
  return { node: process.versions.node, '@grpc/grpc-js': version, sqlite: VERSION };
}
