/** A real Chromium for the tests of a file, and pages in it that remember what went wrong on them. */
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { findBrowser } from './find-browser.js'

/** A page, with what the browser told of it since it was opened. */
export interface Visit {
  readonly page: Page
  /** Errors on the console, uncaught ones and what the page's content security policy blocked. */
  readonly troubles: string[]
  /** Address of every request, in order. */
  readonly requested: readonly string[]
  /** Dialogs that opened; a hostile reply would open one. */
  readonly dialogs: readonly string[]
  readonly close: () => Promise<void>
}

/** @throws {Error} saying what to do where there is no Chromium. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findBrowser() })
}

/** Opens a page in a profile of its own, as of a new visitor. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(20_000)
  const { page, ...watched } = watch(await context.newPage())
  await context.addInitScript(tellViolations)
  await context.addInitScript({ path: 'test/support/in-page.js' })
  await page.goto(url)
  return { page, ...watched, close: () => context.close() }
}

/** Calls a function of in-page.js, such as `smallTexts(16)`. */
export function measure<T = readonly string[]>(page: Page, call: string): Promise<T> {
  return page.evaluate<T>(`inPage.${call}`)
}

/** Watches a page that some other way opened, such as a second tab. */
export function watch(page: Page): Omit<Visit, 'close'> {
  const troubles: string[] = []
  const requested: string[] = []
  const dialogs: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text())
  })
  page.on('pageerror', (error) => troubles.push(`uncaught: ${error.message}`))
  page.on('request', (request) => requested.push(request.url()))
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  return { page, troubles, requested, dialogs }
}

/** Chromium is silent about some violations, so they are heard where they happen. Runs in the page. */
function tellViolations(): void {
  const told = globalThis as unknown as EventTarget
  told.addEventListener('securitypolicyviolation', (event) => {
    const { violatedDirective, blockedURI } = event as Event & Record<string, string>
    console.error(`csp: ${violatedDirective} blocked ${blockedURI}`)
  })
}
