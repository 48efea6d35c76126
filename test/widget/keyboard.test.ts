/** A whole conversation without a pointer. */
import { afterAll, beforeAll, describe, expect, test, jest } from '@jest/globals'
import type { Browser, Locator } from 'playwright-core'
import { serveRealBot, type Bot } from '../support/bot.js'
import { measure, openBrowser, visit, type Visit } from '../support/browser.js'
import { chatOn, type Chat } from '../support/chat.js'
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

const MOST_STEPS = 40
const press = (key: string) => visited.page.keyboard.press(key)
const focused = () => measure<string>(visited.page, 'focused()')
const isFocused = (target: Locator) =>
  target.evaluate((element: unknown) => {
    const { getRootNode } = element as { getRootNode: () => { readonly activeElement: unknown } }
    return getRootNode.call(element).activeElement === element
  })

/** Walks with the key until the target has the focus. */
async function walkTo(target: Locator, key = 'Tab'): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step++) {
    if ((await target.count()) > 0 && (await isFocused(target))) return
    await press(key)
  }
  throw new Error(`${MOST_STEPS} × ${key} did not lead to it; the focus is on ${await focused()}`)
}

describe('by keyboard alone', () => {
  test('the chat is opened, and the field has the focus', async () => {
    await walkTo(chat.launcher)
    await press('Enter')
    await chat.field.waitFor()
    expect(await isFocused(chat.field)).toBe(true)
  })

  test('a question is asked and answered, and the focus stays in the field', async () => {
    await visited.page.keyboard.type('is heavy lifting safe for me? my t-score is -2.7')
    await press('Enter')
    await chat.button('Yes').waitFor()
    expect(await isFocused(chat.field)).toBe(true)
    expect(await chat.field.inputValue()).toBe('')
  })

  test('a quick reply is chosen, and stays readable', async () => {
    await walkTo(chat.button('No'), 'Shift+Tab')
    await press('Enter')
    await chat.button('Source 1').first().waitFor()
    expect(await focused()).not.toMatch(/^(body|nothing|bone-chat)/)
    expect(await chat.button('Yes').first().isVisible()).toBe(true)
  })

  test('a source is opened from its mark, and there is a way back', async () => {
    await walkTo(chat.button('Source 1').first())
    await press('Enter')
    await chat.button('Back to the text').waitFor()
    await walkTo(chat.button('Back to the text'))
    await press('Enter')
    expect(await isFocused(chat.button('Source 1').first())).toBe(true)
  })

  test('a fact is changed from the answer that it shaped', async () => {
    await walkTo(chat.button(/^Change: T-score/), 'Tab')
    await press('Enter')
    await chat.words(/What is your T-score\?/i).waitFor()
    expect(await focused()).not.toMatch(/^(body|nothing|bone-chat)/)
  })

  test('Escape closes to the launcher, and Enter brings all of it back', async () => {
    await press('Escape')
    await chat.launcher.waitFor()
    expect(await isFocused(chat.launcher)).toBe(true)
    await press('Enter')
    await chat.button('Source 1').first().waitFor()
  })

  test('the menu is opened, and Escape closes it first', async () => {
    await walkTo(chat.button('More'), 'Shift+Tab')
    await press('Enter')
    await chat.words('Text size').waitFor()
    await press('Escape')
    expect(await chat.words('Text size').isVisible()).toBe(false)
    expect(await chat.window.isVisible()).toBe(true)
    expect(await isFocused(chat.button('More'))).toBe(true)
  })

  test('Shift and Enter begin a new line and send nothing', async () => {
    await walkTo(chat.field)
    await visited.page.keyboard.type('one')
    await press('Shift+Enter')
    await visited.page.keyboard.type('two')
    expect(await chat.field.inputValue()).toBe('one\ntwo')
    await chat.field.fill('')
  })

  test('the page around it can be reached as before', async () => {
    await walkTo(visited.page.getByRole('link', { name: 'link of ours' }))
    expect(visited.troubles).toEqual([])
  })
})

describe('the Enter of an input method', () => {
  test('chooses a character and sends nothing', async () => {
    await chat.field.focus()
    const client = await visited.page.context().newCDPSession(visited.page)
    await client.send('Input.imeSetComposition', {
      text: 'ほね',
      selectionStart: 2,
      selectionEnd: 2,
    })
    await client.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: 'Enter',
      code: 'Enter',
      windowsVirtualKeyCode: 229,
    })
    expect(await chat.field.inputValue()).toBe('ほね')
    await client.send('Input.insertText', { text: '骨' })
    expect(await chat.field.inputValue()).toBe('骨')
    expect(await chat.words('骨').isVisible()).toBe(false)
    await chat.field.fill('')
  })
})
