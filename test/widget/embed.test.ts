/** The widget on pages of a clinic: what it asks of them, and what they may ask of it. */
import { afterAll, beforeAll, describe, expect, test, jest } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { serveFakeBot, type FakeBot } from '../support/bot.js'
import { openBrowser, visit, type Visit } from '../support/browser.js'
import { chatOn } from '../support/chat.js'
import { PATIENCE_MS } from '../support/until.js'

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

const onClinic = (html: string, origin = bot.clinic.origin): Promise<Visit> =>
  visit(browser, origin + bot.clinic.publish(html))

describe('on another origin under the strictest policy', () => {
  test('a conversation breaks no rule and asks nobody but the bot', async () => {
    const { page, troubles, requested, close } = await onClinic('<bone-chat></bone-chat>')
    const chat = chatOn(page)
    await chat.launcher.waitFor()
    // Before it is opened, nothing but the script is asked for.
    expect(requested.slice(1)).toEqual([`${bot.url}/widget.js`])
    await chat.open()
    await chat.ask('is walking enough?')
    await chat.button('More').click()
    expect(troubles).toEqual([])
    const hosts = new Set(requested.map((address) => new URL(address).origin))
    expect([...hosts].sort()).toEqual([bot.clinic.origin, bot.url].sort())
    expect(requested.filter((address) => address.startsWith(bot.clinic.origin))).toHaveLength(1)
    await close()
  })

  test('a page of an unknown origin gets a kind word, and no answer', async () => {
    const before = bot.conversations.turnsTaken()
    const { page, close } = await onClinic(
      '<bone-chat open></bone-chat>',
      bot.clinic.strangerOrigin,
    )
    const chat = chatOn(page)
    await chat.alert.or(chat.field).first().waitFor()
    if (!(await chat.alert.isVisible())) await chat.say('hello')
    await chat.alert.waitFor()
    const words = await chat.alert.innerText()
    expect(words).toMatch(/can’t be reached|isn’t allowed|couldn’t be sent/)
    expect(words).not.toMatch(/ORIGIN|CORS|fetch|undefined|Error/)
    expect(bot.conversations.turnsTaken()).toBe(before)
    await close()
  })

  test('a bot that is away is said to be so', async () => {
    const { page, close } = await onClinic('<bone-chat api="https://127.0.0.1:9" open></bone-chat>')
    const chat = chatOn(page)
    await chat.say('hello')
    await chat.alert.waitFor()
    expect(await chat.alert.innerText()).toMatch(/couldn’t be sent|can’t be reached/)
    await close()
  })
})

describe('the demo page of the bot', () => {
  test('shows the widget and breaks no rule', async () => {
    const { page, troubles, close } = await visit(browser, `${bot.url}/demo`)
    const chat = chatOn(page)
    await chat.open()
    await chat.ask('hello')
    expect(troubles).toEqual([])
    await close()
  })
})
