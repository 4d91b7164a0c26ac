// Says by its exit code whether node_modules already holds what package-lock.json asks for, as after `npm install`.
// Runs before Node 24 is there, hence JavaScript.
import { existsSync, readFileSync } from 'node:fs';

const hidden = 'node_modules/.package-lock.json';
const built = ['node_modules/node/bin/node', 'node_modules/sqlite3/build/Release/node_sqlite3.node'];

function packages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

function isInstalled() {
  if (![hidden, ...built].every((path) => existsSync(path))) return false;
  const installed = packages(hidden);
  const wanted = packages('package-lock.json');
  const missing = Object.keys(wanted).filter((path) => path !== '' && !wanted[path].optional && !installed[path]);
  const other = Object.keys(installed).filter((path) => installed[path].version !== wanted[path]?.version);
  return missing.length === 0 && other.length === 0;
}

process.exitCode = isInstalled() ? 0 : 1;
