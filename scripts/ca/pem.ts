import { readFileSync } from 'node:fs';

/** The certificates of a PEM text, each with its line's end. */
export function splitCertificates(text: string): string[] {
  return findBlocks(text, 'CERTIFICATE');
}

/** The first block of a kind in a PEM file. Throws if there is none, without showing what there is. */
export function readPem(path: string, kind: string): string {
  const [block] = findBlocks(readFileSync(path, 'utf8'), kind);
  if (block === undefined) throw new Error(`${path} has no ${kind}`);
  return block;
}

function findBlocks(text: string, kind: string): string[] {
  const blocks = text.match(new RegExp(`-----BEGIN ${kind}-----[^-]+-----END ${kind}-----`, 'g')) ?? [];
  return blocks.map((block) => `${block}\n`);
}
