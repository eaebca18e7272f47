import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** WCAG 2.2 AA and best practice, as the mock was judged. The PDF frame is a page of its own. */
export async function violations(page: Page): Promise<string[]> {
  const { violations: found, passes } = await new AxeBuilder({ page }).exclude('iframe').setLegacyMode().analyze()
  // A page that axe could not look into has no violations either.
  expect(passes.length).toBeGreaterThan(10)
  return found.map(each => `${each.id}: ${each.nodes.map(node => node.target.join(' ')).slice(0, 3).join(' | ')}`)
}
