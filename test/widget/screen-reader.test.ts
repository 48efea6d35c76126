/** What a screen reader is told: each new message once, the past never, and the focus stays with its owner. */
import {
  afterAll,
  beforeAll,
  beforeEach,
  afterEach,
  describe,
  expect,
  test,
  jest,
} from '@jest/globals'
import type { Browser } from 'playwright-core'
import { serveFakeBot, type FakeBot } from '../support/bot.js'
import { measure, openBrowser, visit, type Visit } from '../support/browser.js'
import { chatOn, type Chat } from '../support/chat.js'
import { aReply } from '../support/fake-conversations.js'
import { loseMessages } from '../support/on-the-way.js'
import { PATIENCE_MS, until } from '../support/until.js'

interface Live {
  readonly role: string
  readonly live: string
  readonly text: string
}

jest.setTimeout(PATIENCE_MS)

let bot: FakeBot
let browser: Browser
let visited: Visit
let chat: Chat

beforeAll(async () => {
  const replyTo = (text: string) =>
    aReply({
      paragraphs: [`You wrote ${text} [1]`, 'A second sentence.'],
      citations: ['who_1994'],
      suggestions: [{ text: 'What next?', intent: 'walking_enough' }],
      table: { caption: 'The week', columns: ['Day', 'What'], rows: [['Monday', 'Walk [1]']] },
    })
  ;[bot, browser] = await Promise.all([serveFakeBot(replyTo), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await bot.stop()
})
beforeEach(async () => {
  visited = await visit(browser, bot.clinic.origin + bot.clinic.publish('<bone-chat></bone-chat>'))
  chat = chatOn(visited.page)
  await chat.open()
})
afterEach(() => visited.close())

const liveRegions = () => measure<readonly Live[]>(visited.page, 'liveRegions()')
/** All that was put into the log since `listen` was called, also what was taken out again. */
const listen = () => measure<void>(visited.page, 'listen()')
const heard = () => measure<readonly string[]>(visited.page, 'heard()')

describe('new messages', () => {
  test('are told once each as plain text, in one polite log; the transcript is silent', async () => {
    await listen()
    await chat.ask('is walking enough?')
    await chat.ask('and swimming?')
    await until('the log has heard both', async () =>
      (await heard()).join(' ').includes('You wrote and swimming?'),
    )
    const told = await heard()
    expect(told.filter((text) => text.includes('You wrote is walking enough?'))).toHaveLength(1)
    expect(told.filter((text) => text.includes('You wrote and swimming?'))).toHaveLength(1)
    expect(told.join(' ')).toContain('A second sentence.')
    expect(told.join(' ')).not.toMatch(/\[1\]/)

    const regions = await liveRegions()
    const logs = regions.filter(({ role }) => role === 'log')
    expect(logs).toHaveLength(1)
    expect(logs[0]?.live).not.toBe('assertive')
    const others = regions.filter(({ role }) => role !== 'log')
    expect(others.filter(({ text }) => text.includes('You wrote'))).toEqual([])
  })

  test('of a restored conversation are not told', async () => {
    await chat.ask('is walking enough?')
    await visited.page.reload()
    if (await chat.launcher.isVisible()) await chat.launcher.click()
    await chat.words('You wrote is walking enough?').waitFor()
    const regions = await liveRegions()
    expect(regions.filter(({ text }) => text.includes('You wrote'))).toEqual([])
  })

  test('do not move the focus', async () => {
    await chat.ask('is walking enough?')
    expect(await measure<string>(visited.page, 'focused()')).toMatch(/^textarea/)
    await chat.button('More').focus()
    await visited.page.evaluate('document.querySelector("bone-chat").send("sent by the page")')
    await chat.words('You wrote sent by the page').waitFor()
    expect(await measure<string>(visited.page, 'focused()')).toMatch(/More/)
  })
})

describe('the page as it loads', () => {
  test('keeps its own focus, also where the chat is open from the start', async () => {
    const { page, close } = await visit(
      browser,
      bot.clinic.origin + bot.clinic.publish('<bone-chat open></bone-chat>'),
    )
    await chatOn(page).field.waitFor()
    expect(await measure<string>(page, 'focused()')).toMatch(/^body/)
    await close()
  })
})

describe('the tree', () => {
  test('names the window, the field, who speaks, marks, sources, the table and the choices', async () => {
    await chat.ask('is walking enough?')
    const tree = await chat.window.ariaSnapshot()
    for (const line of [
      /heading "You asked"/,
      /paragraph: is walking enough\?/,
      /heading "Answer"/,
      /button "Source 1"/,
      /table "The week"/,
      /rowheader "Monday/,
      /columnheader "Day"/,
      /group "Ask next"/,
      /button "What next\?"/,
      /textbox "Your question"/,
      /button "Send"/,
      /button "Close"/,
      /button "More"/,
    ])
      expect(tree).toMatch(line)
  })

  test('shows a footnote with title, organisation, year, kind and a link that says where it opens', async () => {
    await chat.ask('is walking enough?')
    await chat.button('Source 1').first().click()
    const tree = await chat.window.ariaSnapshot()
    expect(tree).toMatch(/link "Assessment of fracture risk <b> \(opens in a new tab\)"/)
    expect(tree).toMatch(/World Health Organization, 1994 \(guideline\)/)
    expect(tree).toContain('https://example.org/1994')
  })

  test('has failures as an alert', async () => {
    await loseMessages(visited.page)
    await chat.say('hello')
    await chat.alert.waitFor()
    expect(await chat.alert.innerText()).toMatch(/Retry/)
  })

  test('says whether the chat is open', async () => {
    expect(await visited.page.getByRole('dialog', { name: 'Bonewise' }).count()).toBe(1)
    expect(await chat.launcher.count()).toBe(0)
    await visited.page.keyboard.press('Escape')
    await chat.launcher.waitFor()
    expect(await visited.page.getByRole('dialog').count()).toBe(0)
    expect(await chat.field.isVisible()).toBe(false)
  })
})
