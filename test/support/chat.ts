/** The widget as a patient finds it: by roles and names, never by its classes. */
import type { Locator, Page } from 'playwright-core'

export interface Chat {
  readonly launcher: Locator
  readonly window: Locator
  readonly field: Locator
  readonly alert: Locator
  /** The hidden region in which a screen reader hears new messages. */
  readonly spoken: Locator
  readonly button: (name: string | RegExp) => Locator
  /** Words that are on the screen, not those that are only spoken. */
  readonly words: (text: string | RegExp) => Locator
  readonly open: () => Promise<void>
  /** Writes and sends, and waits for nothing. */
  readonly say: (text: string) => Promise<void>
  /** Says it and waits for the answer; an emergency is none. */
  readonly ask: (text: string) => Promise<void>
}

export function chatOn(page: Page): Chat {
  const window = page
    .getByRole('dialog')
    .or(page.getByRole('region', { name: 'Bonewise' }))
    .first()
  const launcher = page.getByRole('button', { name: 'Open chat' })
  const field = page.getByRole('textbox', { name: 'Your question' })
  const spoken = page.getByRole('log')
  const answers = page.getByRole('heading', { name: 'Answer', exact: true })
  const button = (name: string | RegExp) =>
    page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) })
  const say = async (text: string) => {
    await field.fill(text)
    await field.press('Enter')
  }
  return {
    launcher,
    window,
    field,
    spoken,
    button,
    alert: page.getByRole('alert').filter({ hasText: /./ }),
    words: (text) =>
      window
        .getByText(text)
        .and(page.locator(':not([role=log], [role=log] *)'))
        .filter({ visible: true })
        .first(),
    open: async () => {
      await launcher.click()
      await field.waitFor()
    },
    say,
    ask: async (text) => {
      const before = await answers.count()
      await say(text)
      await answers.nth(before).waitFor({ state: 'attached' })
    },
  }
}

/** From now on time passes in the page only when the test says so. */
export async function stopClock(page: Page, chat: Chat): Promise<void> {
  await page.clock.install()
  await page.reload()
  if (await chat.launcher.isVisible()) await chat.launcher.click()
  await chat.field.waitFor()
  await page.clock.pauseAt(Date.now() + 60_000)
}
