/** What may happen to a message between the widget and the bot. */
import type { Page, Route } from 'playwright-core'

const MESSAGES = /\/api\/v1\/conversations\/[^/]+\/messages$/

/** From now on, each message goes this way; history is read as ever. */
async function onPost(page: Page, handle: (route: Route) => Promise<void>): Promise<void> {
  await page.route(MESSAGES, (route) =>
    route.request().method() === 'POST' ? handle(route) : route.continue(),
  )
}

/** The bot takes every message, and its reply is lost. */
export function loseReplies(page: Page): Promise<void> {
  return onPost(page, async (route) => {
    await route.fetch()
    await route.abort('connectionreset')
  })
}

/** No message reaches the bot. */
export function loseMessages(page: Page): Promise<void> {
  return onPost(page, (route) => route.abort('connectionreset'))
}

/** All goes well again. */
export function mend(page: Page): Promise<void> {
  return page.unroute(MESSAGES)
}

/** Keeps every message back until it is let go. */
export async function holdMessages(page: Page): Promise<() => void> {
  let letGo: () => void = () => undefined
  const gate = new Promise<void>((resolve) => (letGo = resolve))
  await onPost(page, async (route) => {
    await gate
    await route.continue()
  })
  return letGo
}

/** The bot answers every message with a problem. */
export function refuseMessages(page: Page, status: number, code: string): Promise<void> {
  return onPost(page, (route) =>
    route.fulfill({
      status,
      headers: { 'access-control-allow-origin': '*', 'content-type': 'application/problem+json' },
      body: JSON.stringify({ type: 'about:blank', title: code, status, detail: code, code }),
    }),
  )
}
