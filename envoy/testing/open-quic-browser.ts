import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { chromiumPath } from '../../scripts/tools.ts';
import type { EdgeTls } from '../options.ts';

/** A Chromium that comes to `origin` (`https://127.0.0.1:8443`) by QUIC at once, and believes this certificate. */
export async function openQuicBrowser(origin: string, { certificatePath }: EdgeTls): Promise<Browser> {
  const { publicKey } = new X509Certificate(readFileSync(certificatePath));
  const key = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      `--origin-to-force-quic-on=${new URL(origin).host}`,
      `--ignore-certificate-errors-spki-list=${key}`,
    ],
  });
}
