/** Ten thousand messages: nobody has so many, and a tab that freezes would lose them all. */
import { afterAll, beforeAll, expect, test, jest } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { serveFakeBot, type FakeBot } from '../support/bot.js'
import { measure, openBrowser, visit } from '../support/browser.js'
import { chatOn } from '../support/chat.js'
import { aReply } from '../support/fake-conversations.js'
import { PATIENCE_MS } from '../support/until.js'

const MESSAGES = 10_000
/** On a slow computer with other tests beside it; about a tenth is usual. */
const MOST_MS = 5_000
/** A turn is some twenty elements. */
const MOST_ELEMENTS = 4_000

jest.setTimeout(PATIENCE_MS)

let bot: FakeBot
let browser: Browser

beforeAll(async () => {
  ;[bot, browser] = await Promise.all([serveFakeBot(), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await bot.stop()
})

test('a conversation of ten thousand messages comes back fast, and the earlier ones when asked for', async () => {
  const { page, close } = await visit(
    browser,
    bot.clinic.origin + bot.clinic.publish('<bone-chat open></bone-chat>'),
  )
  const chat = chatOn(page)
  await chat.ask('message 1')
  const [kept] = [...bot.conversations.kept.values()]
  const [first] = kept?.exchanges ?? []
  if (kept === undefined || first === undefined) throw new Error('nothing was kept')
  for (let seq = 2; seq <= MESSAGES; seq++) {
    const reply = aReply({ paragraphs: [`Answer ${seq}, of one sentence.`] })
    kept.exchanges.push({ ...first, seq, messageId: `m${seq}`, utterance: `message ${seq}`, reply })
  }

  const start = performance.now()
  await page.reload()
  await chat.words(`Answer ${MESSAGES},`).waitFor()
  expect(performance.now() - start).toBeLessThan(MOST_MS)
  expect(await measure<number>(page, 'countElements()')).toBeLessThan(MOST_ELEMENTS)

  await chat.button('Show earlier messages').click()
  await chat.window.getByText(`Answer ${MESSAGES - 60},`).waitFor({ state: 'attached' })
  await chat.ask('one more')
  await close()
})
