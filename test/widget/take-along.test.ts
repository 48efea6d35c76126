/** What the patient takes along, on paper or as a file, and what they tell us of an answer. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { serveFakeBot, type FakeBot } from '../support/bot.js'
import { openBrowser, visit, type Visit } from '../support/browser.js'
import { chatOn, type Chat } from '../support/chat.js'
import { aReply } from '../support/fake-conversations.js'
import { PATIENCE_MS, until } from '../support/until.js'

jest.setTimeout(PATIENCE_MS)

let bot: FakeBot
let browser: Browser
let visited: Visit
let chat: Chat

const EXPECTED = [
  'is walking enough?',
  'You wrote is walking enough?',
  'Assessment of fracture risk <b>',
  'World Health Organization, 1994 (guideline)',
  'https://example.org/1994',
  'T-score −2.7',
  'General information.',
]

beforeAll(async () => {
  const replyTo = (text: string) =>
    aReply({
      paragraphs: [`You wrote ${text} [1]`],
      citations: ['who_1994'],
      because: [{ slot: 'tScore', label: 'T-score -2.7' }],
      disclaimer: 'General information.',
    })
  ;[bot, browser] = await Promise.all([serveFakeBot(replyTo), openBrowser()])
  const url = bot.clinic.origin + bot.clinic.publish('<bone-chat></bone-chat>')
  visited = await visit(browser, url, { permissions: ['clipboard-read', 'clipboard-write'] })
  chat = chatOn(visited.page)
  await chat.open()
  await chat.ask('is walking enough?')
})
afterAll(async () => {
  await browser.close()
  await bot.stop()
})

const AFTER_THE_LINK = `
  getComputedStyle(document.body.firstElementChild.shadowRoot.querySelector('a[href*="1994"]'), '::after').content
`

const missingIn = (text: string) => EXPECTED.filter((words) => !text.includes(words))

describe('the conversation', () => {
  test('is copied with its sources', async () => {
    await chat.button('More').click()
    await chat.button('Copy the conversation').click()
    await until('it says so', async () => /Copied/.test((await chat.spoken.textContent()) ?? ''))
    expect(missingIn(await visited.page.evaluate('navigator.clipboard.readText()'))).toEqual([])
  })

  test('is downloaded with its sources', async () => {
    const started = visited.page.waitForEvent('download')
    await chat.button('More').click()
    await chat.button('Download').click()
    const file = await started
    expect(file.suggestedFilename()).toMatch(/\.txt$/)
    expect(missingIn(readFileSync(await file.path(), 'utf8'))).toEqual([])
  })

  test('is printed alone with its sources, and without what is only for the screen', async () => {
    // A browser without a window prints in no time, and then the frame is gone.
    await visited.page.addInitScript('window.print = () => undefined')
    await visited.page.reload()
    if (await chat.launcher.isVisible()) await chat.launcher.click()
    await chat.words('You wrote is walking enough?').waitFor()
    const before = visited.page.frames().length
    await chat.button('More').click()
    await chat.button('Print').first().click()
    await until('there is a page to print', () => visited.page.frames().length > before)
    const paper = visited.page.frames().at(-1)
    await visited.page.emulateMedia({ media: 'print' })
    const text = await paper?.evaluate('document.body.firstElementChild.shadowRoot.textContent')
    // The address is written behind the title by the style sheet.
    expect(missingIn(`${String(text)} https://example.org/1994`)).toEqual([])
    expect(await paper?.evaluate(AFTER_THE_LINK)).toContain('https://example.org/1994')
    const seen = (words: string) => paper?.getByText(words).first().isVisible()
    expect(await seen('Assessment of fracture risk <b>')).toBe(true)
    expect(await seen('Our own words')).toBe(false)
    expect(await seen('Not helpful')).toBe(false)
    await visited.page.emulateMedia({ media: 'screen' })
  })
})

describe('an answer', () => {
  test('is read aloud without its marks, until it is stopped', async () => {
    await visited.page.evaluate(`
      window.spoken = []
      speechSynthesis.speak = ({ text }) => spoken.push(text)
      speechSynthesis.cancel = () => spoken.push('(stopped)')
    `)
    await chat.button('Listen').click()
    await chat.button('Stop').click()
    const spoken = await visited.page.evaluate<readonly string[]>('spoken')
    expect(spoken.at(-1)).toBe('(stopped)')
    expect(spoken.filter((text) => text.includes('You wrote is walking enough?'))).toHaveLength(1)
    expect(spoken.join(' ')).not.toMatch(/\[1\]/)
  })
})

describe('a thumb', () => {
  test('down is told to the clinic at once, and the reason when it is written', async () => {
    const [kept] = [...bot.conversations.kept.values()]
    await chat.button('Not helpful').click()
    await until('it has arrived', () => kept?.feedback.length === 1)
    await chat.window.getByRole('textbox', { name: /What was missing/ }).fill('too short')
    await chat.button('Send feedback').click()
    await chat.words(/Thank you/).waitFor()
    expect(kept?.feedback).toEqual([
      { seq: 1, isHelpful: false },
      { seq: 1, isHelpful: false, reason: 'too short' },
    ])
  })

  test('up is kept as the last word', async () => {
    const [kept] = [...bot.conversations.kept.values()]
    await chat.button('Helpful').click()
    await until('it has arrived', () => kept?.feedback.length === 3)
    expect(kept?.feedback.at(-1)).toEqual({ seq: 1, isHelpful: true })
    expect(await chat.button('Helpful').getAttribute('aria-pressed')).toBe('true')
    expect(await chat.button('Not helpful').getAttribute('aria-pressed')).toBe('false')
    expect(visited.troubles).toEqual([])
  })
})
