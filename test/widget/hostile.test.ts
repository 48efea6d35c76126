/** Whatever a patient or a reply says stays text. */
import { afterAll, beforeAll, describe, expect, test, jest } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { serveFakeBot, type FakeBot } from '../support/bot.js'
import { measure, openBrowser, visit, type Visit } from '../support/browser.js'
import { chatOn, type Chat } from '../support/chat.js'
import { HOSTILE_TEXTS, hostileReply, hostileSources } from '../support/hostile.js'
import { aReply } from '../support/fake-conversations.js'
import { PATIENCE_MS } from '../support/until.js'

jest.setTimeout(PATIENCE_MS)

let bot: FakeBot
let browser: Browser
let visited: Visit
let chat: Chat

beforeAll(async () => {
  const replyTo = (text: string) =>
    text === 'attack' ? hostileReply() : aReply({ paragraphs: [text] })
  const started = serveFakeBot(replyTo, { sources: hostileSources })
  ;[bot, browser] = await Promise.all([started, openBrowser()])
  visited = await visit(browser, bot.clinic.origin + bot.clinic.publish('<bone-chat></bone-chat>'))
  chat = chatOn(visited.page)
  await chat.open()
  await chat.ask('attack')
})
afterAll(async () => {
  await browser.close()
  await bot.stop()
})

describe('a hostile reply', () => {
  test('is shown letter by letter', async () => {
    const shown = await chat.window.innerText()
    const lost = HOSTILE_TEXTS.filter((text) => !/\[\d/.test(text) && !shown.includes(text))
    expect(lost).toEqual([])
  })

  test('leaves no element behind that the widget did not make', async () => {
    const names = await measure(visited.page, 'elementNames()')
    const strange = [
      'script',
      'img',
      'iframe',
      'mglyph',
      'math',
      'object',
      'embed',
      'bone-chat',
      'base',
      'link',
    ]
    expect(names.filter((name) => strange.includes(name))).toEqual([])
    expect(await measure(visited.page, 'handlers()')).toEqual([])
    expect(await visited.page.locator('#hostile').count()).toBe(0)
  })

  test('makes links of https and tel addresses only', async () => {
    await chat.words(/^Sources \(/).click()
    const links = await measure<readonly string[]>(visited.page, 'links()')
    expect(links).toContain('https://example.org/good')
    expect(links.filter((link) => !/^(https:\/\/|tel:[\d+]+$)/.test(link))).toEqual([])
  })

  test('opens nothing when all that it offers is pressed', async () => {
    const offers = chat.window.getByRole('button', { name: 'alert(1)' })
    for (const offer of (await offers.all()).slice(0, 3))
      if (await offer.isEnabled()) await offer.click()
    expect(visited.dialogs).toEqual([])
    expect(visited.page.url()).toContain(bot.clinic.origin)
  })
})

describe('hostile words of the patient', () => {
  test('are echoed as they stand, also after a reload', async () => {
    for (const text of HOSTILE_TEXTS.slice(0, 5)) await chat.ask(text)
    await visited.page.reload()
    if (await chat.launcher.isVisible()) await chat.launcher.click()
    await chat.words(HOSTILE_TEXTS[4] ?? '').waitFor()
    const shown = await chat.window.innerText()
    for (const text of HOSTILE_TEXTS.slice(0, 5)) expect(shown).toContain(text)
  })

  test('opened no dialog and broke no rule of the page in all this', () => {
    expect(visited.dialogs).toEqual([])
    expect(visited.troubles).toEqual([])
  })
})
