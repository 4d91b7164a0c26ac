import { setTimeout as delay } from 'node:timers/promises';
import type { ExecutionContext } from 'ava';
import { describe } from '../audit/describe.ts';
import { examineFolder, type ServiceExamination } from '../audit/examine-folder.ts';
import { examinedServices } from '../audit/services.ts';

/** Something that services keep is not what the logs say. */
export class KeptOtherwise extends Error {
  override readonly name = 'KeptOtherwise';
}

const timeoutMs = 120_000;
const pauseMs = 200;

/**
 * Looks, at the end of a story, whether all that the services keep is what the logs say, and throws KeptOtherwise where it
 * is not. Where all of them run it waits first until each has applied what the others tell.
 */
export async function requireSound(dataDir: string, { allRun }: { allRun: boolean }): Promise<void> {
  const end = Date.now() + timeoutMs;
  let found = await examine(dataDir, allRun);
  while (allRun && found.some(({ behind }) => behind > 0)) {
    if (Date.now() > end)
      throw new KeptOtherwise(`Not all has come through after ${timeoutMs} ms.\n${describe(found, 0)}`);
    await delay(pauseMs);
    found = await examine(dataDir, allRun);
  }
  const differences = found.flatMap(({ findings }) => findings).flatMap((finding) => finding.differences);
  if (differences.length > 0) throw new KeptOtherwise(describe(found, 20));
}

function examine(dataDir: string, allRun: boolean): Promise<ServiceExamination[]> {
  return examineFolder(dataDir, Object.keys(examinedServices), allRun);
}

/** Asserts it in the middle of a story, at a moment when nothing is written. Then all has come through. */
export async function examineTertulia(t: ExecutionContext, { dataDir }: { dataDir: string }): Promise<void> {
  await t.notThrowsAsync(requireSound(dataDir, { allRun: true }));
}
