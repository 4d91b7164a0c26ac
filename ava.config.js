import { writeFileSync } from 'node:fs';

export default {
  extensions: ['ts'],
  files: ['**/*.test.ts', '!gen/**', '!data/**', '!.tools/**', '!web/dist/**', '!test-output/**'],
  // sqlite3's native addon is loaded once a process; worker threads would share it.
  workerThreads: false,
  timeout: '3m',
  // Each file starts servers and processes of its own: more at once only makes them slow.
  concurrency: 2,
  // scripts/test asks for the counts in a file: AVA's TAP output breaks off when a test file exits early.
  nonSemVerExperiments: { observeRunsFromConfig: true },
  observeRun,
};

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
