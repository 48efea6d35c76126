/** What happens to a conversation when the world around it breaks. */
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
  jest,
} from '@jest/globals'
import type { Browser } from 'playwright-core'
import { heardBy, serveFakeBot, type FakeBot } from '../support/bot.js'
import { measure, openBrowser, visit, type Visit } from '../support/browser.js'
import { chatOn, stopClock, type Chat } from '../support/chat.js'
import {
  holdMessages,
  loseMessages,
  loseReplies,
  mend,
  refuseMessages,
} from '../support/on-the-way.js'
import { PATIENCE_MS } from '../support/until.js'

jest.setTimeout(PATIENCE_MS)

let bot: FakeBot
let browser: Browser
let path: string
let visited: Visit
let chat: Chat

beforeAll(async () => {
  ;[bot, browser] = await Promise.all([serveFakeBot(), openBrowser()])
  path = bot.clinic.publish('<bone-chat></bone-chat>')
})
afterAll(async () => {
  await browser.close()
  await bot.stop()
})
beforeEach(async () => {
  visited = await visit(browser, bot.clinic.origin + path)
  chat = chatOn(visited.page)
  await chat.open()
})
afterEach(() => visited.close())

/** What the server keeps of the newest conversation. */
const heard = () => heardBy(bot)

describe('a message', () => {
  test('whose reply was lost shows Retry, and is one turn in the end', async () => {
    const before = bot.conversations.turnsTaken()
    await loseReplies(visited.page)
    await chat.say('is walking enough?')
    await chat.button('Retry').waitFor()
    expect(await chat.alert.innerText()).toMatch(/couldn’t be sent/)
    await mend(visited.page)
    await chat.button('Retry').click()
    await chat.words('You wrote is walking enough?').waitFor()
    expect(bot.conversations.turnsTaken() - before).toBe(1)
    expect(heard()).toEqual(['is walking enough?'])
    expect(await chat.button('Retry').count()).toBe(0)
  })

  test('that is sent again by keyboard leaves the focus in the chat', async () => {
    await loseMessages(visited.page)
    await chat.say('hello')
    await chat.button('Retry').focus()
    await mend(visited.page)
    await visited.page.keyboard.press('Enter')
    await chat.words('You wrote hello').waitFor()
    expect(await measure<string>(visited.page, 'focused()')).not.toMatch(
      /^(body|nothing|bone-chat)/,
    )
  })

  test('that never arrived is still there after a reload, and is sent with the same id', async () => {
    await chat.ask('first')
    await loseMessages(visited.page)
    await chat.say('second')
    await chat.button('Retry').waitFor()
    await visited.page.reload()
    await chat.words('second').waitFor()
    await mend(visited.page)
    if (await chat.button('Retry').isVisible()) await chat.button('Retry').click()
    await chat.words('You wrote second').waitFor()
    expect(heard()).toEqual(['first', 'second'])
  })

  test('that the bot is too busy for is kept, and said kindly', async () => {
    await refuseMessages(visited.page, 429, 'RATE_LIMITED')
    await chat.say('hello')
    await chat.button('Retry').waitFor()
    expect(await chat.alert.innerText()).toMatch(/wait a minute/)
    expect(await chat.words('hello').isVisible()).toBe(true)
  })

  test('written while another is on its way waits its turn', async () => {
    const letGo = await holdMessages(visited.page)
    for (const text of ['one', 'two', 'three']) await chat.say(text)
    letGo()
    await chat.words('You wrote three').waitFor()
    expect(heard()).toEqual(['one', 'two', 'three'])
  })
})

describe('without a network', () => {
  test('messages wait, and go in order when it is back', async () => {
    await chat.ask('before')
    await visited.page.context().setOffline(true)
    for (const text of ['one', 'two', 'three']) await chat.say(text)
    await chat.words(/offline/).waitFor()
    expect(heard()).toEqual(['before'])
    await visited.page.context().setOffline(false)
    await chat.words('You wrote three').waitFor()
    expect(heard()).toEqual(['before', 'one', 'two', 'three'])
    const shown = await chat.window.innerText()
    const places = ['one', 'two', 'three'].map((text) => shown.indexOf(`You wrote ${text}`))
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })
})

describe('the typing mark', () => {
  test('comes after 400 ms, and not before', async () => {
    await stopClock(visited.page, chat)
    const letGo = await holdMessages(visited.page)
    await chat.say('second')
    await chat.words('second').waitFor()
    await visited.page.clock.runFor(390)
    expect(await chat.words('Looking it up').isVisible()).toBe(false)
    await visited.page.clock.runFor(50)
    expect(await chat.words('Looking it up').isVisible()).toBe(true)
    // The visitor of these tests wants no motion.
    expect(await measure<number>(visited.page, 'countAnimations()')).toBe(0)
    letGo()
    await chat.words('You wrote second').waitFor()
    expect(await chat.words('Looking it up').isVisible()).toBe(false)
  })
})
