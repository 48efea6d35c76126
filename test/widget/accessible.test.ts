/** No rule of WCAG 2.2 A and AA that axe-core knows is broken, in any state and look; targets and type are large. */
import { afterAll, beforeAll, describe, expect, test, jest } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { axeViolations } from '../support/axe.js'
import { serveRealBot, type Bot } from '../support/bot.js'
import { measure, openBrowser, visit, type Visit } from '../support/browser.js'
import { chatOn, type Chat } from '../support/chat.js'
import { loseMessages, mend } from '../support/on-the-way.js'
import { PATIENCE_MS } from '../support/until.js'

jest.setTimeout(PATIENCE_MS)

let bot: Bot
let browser: Browser
let visited: Visit
let chat: Chat

beforeAll(async () => {
  ;[bot, browser] = await Promise.all([serveRealBot(), openBrowser()])
  visited = await visit(browser, bot.clinic.origin + bot.clinic.publish('<bone-chat></bone-chat>'))
  chat = chatOn(visited.page)
})
afterAll(async () => {
  await browser.close()
  await bot.stop()
})

/** Each leads on from the one before, so that the page is loaded once. */
const STATES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  closed: () => chat.launcher.waitFor(),
  'open and empty, with the notice before the first message': async () => {
    await chat.open()
    await chat.words(/What you write is kept/).waitFor()
  },
  'a question with quick replies': async () => {
    await chat.ask('is heavy lifting safe for me? my t-score is -2.7')
    await chat.button('Yes').waitFor()
  },
  'an answer with its sources open': async () => {
    await chat.ask('no')
    await chat.button('Source 1').first().click()
  },
  'an answer with a table': async () => {
    for (const text of ['weekly exercise plan', 'no', 'no']) await chat.ask(text)
    await chat.window.getByRole('table').waitFor()
    await chat.window.getByRole('img', { name: /week/i }).waitFor()
  },
  'a card for the visit': async () => {
    await chat.ask('questions for my visit')
    await chat.window.getByRole('region', { name: 'For my visit' }).waitFor()
  },
  'the menu': async () => {
    await chat.button('More').click()
    await chat.words('Text size').waitFor()
  },
  'a message that was not sent': async (page) => {
    await chat.button('More').click()
    await loseMessages(page)
    await chat.say('what is osteopenia?')
    await chat.button('Retry').waitFor()
  },
  'an emergency': async (page) => {
    await mend(page)
    await chat.button('Retry').click()
    await chat.say('i have chest pain and cannot breathe')
    await chat.window.getByRole('region', { name: 'Emergency' }).waitFor()
  },
  'an emergency that is over': async () => {
    await chat.ask('i am safe now')
    await chat.field.click()
  },
}

const LOOKS = [
  { colorScheme: 'light', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'active' },
] as const

describe.each(Object.entries(STATES))('%s', (_, reach) => {
  test('breaks no rule in light, dark and forced colours', async () => {
    await reach(visited.page)
    const found: string[] = []
    for (const look of LOOKS) {
      await visited.page.emulateMedia(look)
      await measure<void>(visited.page, 'rest()')
      const isForced = look.forcedColors === 'active'
      const violations = await axeViolations(visited.page, isForced ? ['color-contrast'] : [])
      found.push(...violations.map((v) => `${look.colorScheme} ${look.forcedColors}: ${v}`))
    }
    // axe-core reads the text's fill colour, which Chromium tells as if nothing were forced.
    expect(await measure(visited.page, 'lowContrasts(4.5)')).toEqual([])
    expect(found).toEqual([])
  })

  test('has targets of 44 px and no text under 16 px', async () => {
    expect(await measure(visited.page, 'smallTargets(44)')).toEqual([])
    expect(await measure(visited.page, 'smallTexts(16)')).toEqual([])
  })
})
