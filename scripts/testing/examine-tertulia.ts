import type { ExecutionContext } from 'ava';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { describe } from '../audit/describe.ts';
import { examineFolder, type ServiceExamination } from '../audit/examine-folder.ts';
import { examinedServices } from '../audit/services.ts';

/**
 * Waits until every service has applied what the others tell, and asserts that nothing it keeps differs from what the
 * logs say: for the end of a story, when nothing is written any more.
 */
export async function examineTertulia(t: ExecutionContext, { dataDir }: { dataDir: string }): Promise<void> {
  let last: readonly ServiceExamination[] = [];
  const caughtUp = async () => {
    last = await examineFolder(dataDir, Object.keys(examinedServices));
    return last.every(({ behind }) => behind === 0);
  };
  await waitFor(caughtUp, { timeoutMs: 30_000 });
  const count = last.flatMap(({ findings }) => findings).flatMap(({ differences }) => differences).length;
  t.is(count, 0, describe(last, 20));
}
