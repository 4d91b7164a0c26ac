import { writeFileSync } from 'node:fs';

export default {
  extensions: ['ts'],
  files: ['**/*.test.ts', '!gen/**', '!data/**', '!.tools/**', '!web/dist/**', '!test-output/**'],
  // sqlite3's native addon is loaded once a process; worker threads would share it.
  workerThreads: false,
  timeout: '3m',
  // Each file starts servers and processes of its own: more at once only makes them slow.
  concurrency: 2,
  sortTestFiles: (one, other) => placeOf(one) - placeOf(other) || one.localeCompare(other),
  // scripts/test asks for the counts in a file: AVA's TAP output breaks off when a test file exits early.
  nonSemVerExperiments: { observeRunsFromConfig: true },
  observeRun,
};

/** What takes longest, longest first: begun at the end, it would run alone. */
function placeOf(file) {
  const longest = ['chaos', 'model', 'hidden', 'fuzz', 'network', 'mesh-operations', 'page-walks', 'fuzz-tokens'];
  const place = longest.findIndex((name) => file.endsWith(`/tests/${name}.test.ts`));
  return place === -1 ? longest.length : place;
}

async function observeRun({ events }) {
  const path = process.env.TERTULIA_TEST_STATS;
  if (path === undefined) return;
  for await (const event of events) {
    if (event.type !== 'stats') continue;
    const { byFile, ...stats } = event.stats;
    const emptyFiles = [...byFile.values()].filter(({ declaredTests }) => declaredTests === 0).length;
    writeFileSync(path, JSON.stringify({ ...stats, emptyFiles }));
  }
}
