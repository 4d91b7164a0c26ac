import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumPath, root } from '../../scripts/tools.ts';

/** A person at a browser of their own: no cookie is shared with another. */
export interface Person {
  page: Page;
  /** Another tab of the same browser. */
  openTab(): Promise<Page>;
}

/** A Chromium, and what went wrong in any of its pages. */
export interface Browser extends AsyncDisposable {
  /** @param locale the language of the browser, as BCP 47 has it. Default: English */
  openPerson(locale?: string): Promise<Person>;
  /** Errors of the console and of scripts, in all pages. */
  errors: string[];
}

const pictures = join(root, 'test-output/web');
const widths = [360, 768, 1280];
const timeoutMs = 15_000;

/** Starts the Chromium of this machine. */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const errors: string[] = [];
  return {
    errors,
    async openPerson(locale = 'en') {
      const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale });
      context.setDefaultTimeout(timeoutMs);
      const openTab = () => openPage(context, errors);
      return { page: await openTab(), openTab };
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

async function openPage(context: BrowserContext, errors: string[]): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${page.url()}: ${message.text()} ${message.location().url}`);
  });
  return page;
}

/** Keeps pictures of a page in every width, light and dark, under test-output/web. */
export async function takePictures(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  const before = page.viewportSize() ?? { width: 1280, height: 860 };
  for (const width of widths) {
    await page.setViewportSize({ width, height: 860 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const path = join(pictures, `${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, animations: 'disabled' });
    }
  }
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: null });
}

/** How far a page can be scrolled sideways, in pixels; more than 0 means that something is cut off. */
export function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
