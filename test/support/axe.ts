/** The rules of WCAG that a program can check, by axe-core. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

/** Level A and AA of every version up to 2.2, which is what the law asks of health services. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

/**
 * Lists what breaks a rule on the page as it stands, each with the place.
 *
 * axe-core comes in past the page's content security policy, by the browser's own door for tools, so
 * the page under test is the one that patients see.
 *
 * @param leftOut Ids of rules.
 */
export async function axeViolations(
  page: Page,
  leftOut: readonly string[] = [],
): Promise<readonly string[]> {
  if (!(await page.evaluate('typeof axe !== "undefined"'))) {
    await page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'))
  }
  const rules = Object.fromEntries(leftOut.map((id) => [id, { enabled: false }]))
  const options = JSON.stringify({ runOnly: TAGS, rules, resultTypes: ['violations'] })
  const { violations } = await page.evaluate<{ readonly violations: readonly Violation[] }>(
    `axe.run(document, ${options}).then(({ violations }) => ({ violations }))`,
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  )
}
