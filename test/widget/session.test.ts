/** Where a conversation is there again, and where it must not be. */
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
import { measure, openBrowser, visit, watch, type Visit } from '../support/browser.js'
import { chatOn, stopClock, type Chat } from '../support/chat.js'
import { PATIENCE_MS, until } from '../support/until.js'

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

describe('a conversation', () => {
  test('is there again after a reload, with its order and no second turn', async () => {
    for (const text of ['one', 'two']) await chat.ask(text)
    const before = bot.conversations.turnsTaken()
    await visited.page.reload()
    if (await chat.launcher.isVisible()) await chat.launcher.click()
    await chat.words('You wrote two').waitFor()
    expect(await chat.words('You wrote one').isVisible()).toBe(true)
    expect(bot.conversations.turnsTaken()).toBe(before)
  })

  test('goes on in a second tab, and each tab sees what the other says', async () => {
    await chat.ask('from the first tab')
    const second = watch(await visited.page.context().newPage())
    await second.page.goto(bot.clinic.origin + path)
    const other = chatOn(second.page)
    if (await other.launcher.isVisible()) await other.launcher.click()
    await other.words('You wrote from the first tab').waitFor()
    await other.ask('from the second tab')
    await chat.words('You wrote from the second tab').waitFor()
    expect(heard()).toEqual(['from the first tab', 'from the second tab'])
    expect(second.troubles).toEqual([])
  })

  test('is unknown to another visitor', async () => {
    await chat.ask('mine alone')
    const stranger = await visit(browser, bot.clinic.origin + path)
    const theirs = chatOn(stranger.page)
    await theirs.open()
    expect(await theirs.words('mine alone').isVisible()).toBe(false)
    await stranger.close()
  })

  test('leaves its token in no address, no lasting storage, no cookie and no log', async () => {
    await chat.ask('a secret matter')
    await visited.page.reload()
    const id = [...bot.conversations.kept.keys()].at(-1) ?? ''
    const { token } = bot.conversations.kept.get(id) ?? { token: '' }
    const kept = await visited.page.evaluate<string>(
      'JSON.stringify([{ ...localStorage }, document.cookie, location.href, document.documentElement.outerHTML])',
    )
    const traces = [kept, bot.logged(), ...visited.requested].filter((text) => text.includes(token))
    expect(token.length).toBeGreaterThan(20)
    expect(traces).toEqual([])
    expect(bot.logged()).not.toContain('a secret matter')
    expect(await visited.page.evaluate('localStorage.length')).toBe(0)
  })

  test('that lay unused for long is not shown to whoever sits down next', async () => {
    await stopClock(visited.page, chat)
    await chat.ask('mine alone')
    await visited.page.clock.runFor('02:00:00')
    await until(
      'the words are gone',
      async () => !(await measure<string>(visited.page, 'allText()')).includes('mine alone'),
    )
    await visited.page.reload()
    if (await chat.launcher.isVisible()) await chat.launcher.click()
    await chat.field.waitFor()
    expect(await chat.words('mine alone').isVisible()).toBe(false)
  })

  test('is erased here, on the server and in other tabs when the patient says so', async () => {
    await chat.ask('to be erased')
    const id = [...bot.conversations.kept.keys()].at(-1) ?? ''
    const second = await visited.page.context().newPage()
    await second.goto(bot.clinic.origin + path)
    if (await chatOn(second).launcher.isVisible()) await chatOn(second).launcher.click()
    await chatOn(second).words('You wrote to be erased').waitFor()
    await chat.button('More').click()
    await chat.button('Forget this conversation').click()
    await chat.button('Yes, erase it').click()
    await chat.words('Your conversation has been erased.').waitFor()
    expect(bot.conversations.kept.has(id)).toBe(false)
    for (const page of [visited.page, second])
      await until(
        'the words are gone',
        async () => !(await measure<string>(page, 'allText()')).includes('to be erased'),
      )
    expect(await visited.page.evaluate('JSON.stringify({ ...sessionStorage })')).not.toContain(id)
    await chat.ask('a new start')
    expect(heard()).toEqual(['a new start'])
  })

  test('that could not be erased is said to be still there', async () => {
    await chat.ask('to be erased')
    await visited.page.context().setOffline(true)
    await chat.button('More').click()
    await chat.button('Forget this conversation').click()
    await chat.button('Yes, erase it').click()
    await chat.alert.waitFor()
    expect(await chat.alert.innerText()).toMatch(/Nothing has been erased yet/)
  })

  test('begins anew when the server no longer knows it, and the new question is not lost', async () => {
    await chat.ask('long ago')
    await bot.conversations.forget(callerOf(bot))
    await chat.say('is walking enough?')
    await chat.words('You wrote is walking enough?').waitFor()
    expect(heard()).toEqual(['is walking enough?'])
  })
})

function callerOf({ conversations }: FakeBot) {
  const [conversationId, kept] = [...conversations.kept].at(-1) ?? ['', undefined]
  return { conversationId, token: kept?.token ?? '' }
}
