/** Whether a person of seventy-five can read and press it: on small screens, with large text, on paper. */
import { afterAll, afterEach, beforeAll, describe, expect, test, jest } from '@jest/globals'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { serveFakeBot, type FakeBot } from '../support/bot.js'
import { measure, openBrowser, visit, type Visit } from '../support/browser.js'
import { chatOn, type Chat } from '../support/chat.js'
import { aReply } from '../support/fake-conversations.js'
import { PATIENCE_MS } from '../support/until.js'

jest.setTimeout(PATIENCE_MS)

let bot: FakeBot
let browser: Browser
let visited: Visit
let chat: Chat

const LONG_WORD = 'Pneumonoultramicroscopicsilicovolcanoconiosis'.repeat(4)

beforeAll(async () => {
  const replyTo = (text: string) =>
    aReply({
      paragraphs: [
        `You wrote ${text}`,
        `${LONG_WORD} ${'🦴'.repeat(80)} https://example.org/${'a'.repeat(200)} [1]`,
      ],
      citations: ['who_1994', 'bhof_2022'],
      disclaimer: 'General information.',
      because: [{ slot: 'tScore', label: 'T-score -2.7' }],
      suggestions: [
        { text: 'Which exercises are best for my bones at my age?' },
        { text: LONG_WORD },
      ],
      table: {
        caption: 'The week',
        columns: ['Day', 'What to do', 'How long', 'Where'],
        rows: [['Wednesday', 'Balance and strength with a trainer', '45 minutes', 'Sports hall']],
      },
    })
  ;[bot, browser] = await Promise.all([serveFakeBot(replyTo), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await bot.stop()
})
afterEach(() => visited.close())

async function begin(options: BrowserContextOptions, html = '<bone-chat></bone-chat>') {
  visited = await visit(browser, bot.clinic.origin + bot.clinic.publish(html), options)
  chat = chatOn(visited.page)
  if (!/ open| inline/.test(html)) await chat.open()
}

/** Nothing is cut off, nothing scrolls sideways, and the field can be written in. */
async function expectWhole(): Promise<void> {
  expect(await measure(visited.page, 'sideways()')).toEqual([])
  expect(await measure(visited.page, 'cutControls()')).toEqual([])
  await chat.field.click()
  await chat.button('Send').click({ trial: true })
}

describe('on a small screen', () => {
  test('of 320 × 256 px all of it can be reached', async () => {
    await begin({ viewport: { width: 320, height: 256 } })
    await expectWhole()
    await chat.ask('hello')
    await expectWhole()
    await chat.button('Source 1').first().click()
    await expectWhole()
    await chat.button('More').click()
    await chat.button('Forget this conversation').click({ trial: true })
    await expectWhole()
  })

  test('of a phone, targets and text are large', async () => {
    await begin({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    await chat.ask('hello')
    expect(await measure(visited.page, 'smallTargets(44)')).toEqual([])
    expect(await measure(visited.page, 'smallTexts(16)')).toEqual([])
    await expectWhole()
  })
})

describe('text', () => {
  test('of twice the size loses nothing', async () => {
    await begin({ viewport: { width: 1280, height: 1024 } })
    await visited.page.evaluate('document.documentElement.style.fontSize = "200%"')
    await chat.ask('hello')
    await expectWhole()
  })

  test('stays large on a page that makes its own small', async () => {
    await begin({})
    await visited.page.evaluate('document.documentElement.style.fontSize = "62.5%"')
    await chat.ask('hello')
    expect(await measure(visited.page, 'smallTexts(16)')).toEqual([])
    expect(await measure(visited.page, 'smallTargets(44)')).toEqual([])
  })

  test('grows when the patient says so, and is still large after a reload', async () => {
    await begin({ viewport: { width: 360, height: 640 } })
    await chat.ask('hello')
    const size = () => measure<number>(visited.page, `sizeOf('You wrote hello')`)
    const before = await size()
    await chat.button('More').click()
    await chat.button('Largest text').click()
    await visited.page.keyboard.press('Escape')
    expect(before).toBeGreaterThanOrEqual(18)
    expect(await size()).toBeGreaterThanOrEqual(before * 1.3)
    await expectWhole()
    await visited.page.reload()
    if (await chat.launcher.isVisible()) await chat.launcher.click()
    await chat.words('You wrote hello').waitFor()
    expect(await size()).toBeGreaterThanOrEqual(before * 1.3)
  })
})

describe('from right to left', () => {
  test('nothing is cut off', async () => {
    await begin(
      { viewport: { width: 390, height: 700 } },
      '<div dir="rtl"><bone-chat></bone-chat></div>',
    )
    await chat.ask('שלום')
    await expectWhole()
  })
})

describe('a new answer', () => {
  test('is read from its beginning, below the question that it answers', async () => {
    await begin({ viewport: { width: 390, height: 600 } })
    for (const text of ['one', 'two', 'three']) {
      await chat.ask(text)
      const [scroller, question, answer] = await Promise.all([
        chat.window.getByRole('region', { name: 'Conversation' }).boundingBox(),
        chat.words(new RegExp(`^${text}$`)).boundingBox(),
        chat.words(`You wrote ${text}`).boundingBox(),
      ])
      expect((question?.y ?? 0) - (scroller?.y ?? 0)).toBeGreaterThanOrEqual(0)
      expect((question?.y ?? 999) - (scroller?.y ?? 0)).toBeLessThan(60)
      expect((answer?.y ?? 0) - (question?.y ?? 0)).toBeGreaterThan(0)
    }
  })
})

describe('on paper', () => {
  test('the whole conversation stands with its sources, and without what is only for the screen', async () => {
    await begin({})
    for (const text of ['one', 'two', 'three', 'four', 'five', 'six']) await chat.ask(text)
    await visited.page.emulateMedia({ media: 'print' })
    await visited.page.evaluate('dispatchEvent(new Event("beforeprint"))')
    expect(await chat.words('You wrote one').isVisible()).toBe(true)
    const notes = chat.window.getByText('Assessment of fracture risk <b>')
    expect(await notes.count()).toBe(6)
    for (const note of await notes.all()) expect(await note.isVisible()).toBe(true)
    expect(await chat.field.isVisible()).toBe(false)
    expect(await chat.button('Send').isVisible()).toBe(false)
    const pdf = await visited.page.pdf({ format: 'A5' })
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(1)
  })
})
