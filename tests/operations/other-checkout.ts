import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/tools.ts';
import { makeTempDir } from '../../services/kit/testing/temp-dir.ts';

/** A folder that is like another checkout of the project, of which one service differs: it is what `entry` says. */
export async function makeCheckout(service: string, entry: string): Promise<{ path: string } & AsyncDisposable> {
  const folder = await makeTempDir();
  for (const shared of ['node_modules', 'gen']) symlinkSync(join(root, shared), join(folder.path, shared));
  mkdirSync(join(folder.path, 'services', service), { recursive: true });
  writeFileSync(join(folder.path, 'package.json'), '{"type": "module"}');
  writeFileSync(join(folder.path, 'services', service, 'main.ts'), entry);
  return folder;
}

/** Does what the service of this checkout does. */
export const asHere = (service: string) => `await import('${join(root, 'services', service, 'main.ts')}');\n`;
