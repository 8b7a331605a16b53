import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * What react-aria says aloud is named after what was pressed, which may be gone by then; it is taken away some seconds later.
 */
const announcer = '[data-live-announcer]';
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds wrong with the page as it stands now, by WCAG 2.2 A and AA: the rule and the elements. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Not as a script element: the page's own policy lets none in.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run({ exclude: ['${announcer}'] }, { runOnly: ${JSON.stringify(rules)} })`,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
