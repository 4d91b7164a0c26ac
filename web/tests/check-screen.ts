import type { ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { findBarriers } from './axe.ts';
import { sidewaysOverflow, takePictures } from './open-browser.ts';

/** Holds a page, as it is shown now, to what every screen is held to: no barriers, nothing cut off on a small phone. */
export async function checkScreen(t: ExecutionContext, page: Page, name: string): Promise<void> {
  t.deepEqual(await findBarriers(page), [], name);
  const before = page.viewportSize() ?? { width: 1280, height: 860 };
  await page.setViewportSize({ width: 360, height: 740 });
  t.is(await sidewaysOverflow(page), 0, name);
  await page.setViewportSize(before);
  await takePictures(page, name);
}
