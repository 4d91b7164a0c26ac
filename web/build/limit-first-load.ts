import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

/**
 * Prints how much script the first page needs, and fails the build when that is more than `maxBytes` gzipped: the entry
 * with everything it imports at once. Routes that are loaded later do not count.
 */
export function limitFirstLoad({ maxBytes }: { maxBytes: number }): Plugin {
  return {
    name: 'limit-first-load',
    apply: 'build',
    writeBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const bytes = firstLoad(chunks).reduce((sum, { code }) => sum + gzipSync(code).length, 0);
      const words = `first load: ${kilobytes(bytes)} of script gzipped, at most ${kilobytes(maxBytes)}`;
      if (bytes > maxBytes) this.error(words);
      console.log(words);
    },
  };
}

function firstLoad(chunks: Rolldown.OutputChunk[]): Rolldown.OutputChunk[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const wanted = new Set(chunks.filter(({ isEntry }) => isEntry));
  for (const chunk of wanted) {
    for (const name of chunk.imports) {
      const imported = byName.get(name);
      if (imported !== undefined) wanted.add(imported);
    }
  }
  return [...wanted];
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
