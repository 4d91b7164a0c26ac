import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/** What axe-core answers, as far as it is read. */
interface Results {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
  }[];
}

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// WCAG 2.2 AA, and axe's own best practices.
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const look = `axe.run(document, { resultTypes: ['violations'], runOnly: ${JSON.stringify(tags)} })`;

// A colour on its way to another one is neither.
const settle = `Promise.allSettled(document.getAnimations()
  .filter((each) => Number.isFinite(each.effect?.getComputedTiming().endTime))
  .map((each) => each.finished))`;

/**
 * What keeps people from using the page as it is shown now, by the rules of axe-core: a line for each element, with the
 * rule, where it is, and what is wrong. In light and in dark.
 */
export async function findBarriers(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(settle);
    // By the debugger, and so past the page's content security policy.
    await page.evaluate(source);
    const { violations } = await page.evaluate<Results>(look);
    found.push(...violations.flatMap((each) => describe(each).map((line) => `${colorScheme}: ${line}`)));
  }
  await page.emulateMedia({ colorScheme: null });
  return found;
}

function describe({ id, help, nodes }: Results['violations'][number]): string[] {
  return nodes.map(
    ({ target, failureSummary = '' }) =>
      `${id} (${help}) at ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`,
  );
}
