export default {
  extensions: ['ts'],
  files: ['**/*.test.ts', '!gen/**', '!data/**', '!.tools/**', '!web/dist/**', '!test-output/**'],
  // sqlite3's native addon is loaded once a process; worker threads would share it.
  workerThreads: false,
  timeout: '3m',
  // Each file starts servers and processes of its own: more at once only makes them slow.
  concurrency: 2,
};
