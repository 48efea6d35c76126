/** An emergency reply cannot be overlooked, scrolled away or clicked away. */
import { afterAll, beforeAll, describe, expect, test, jest } from '@jest/globals'
import type { Browser, Locator } from 'playwright-core'
import type { Reply } from '../../src/types.js'
import { serveFakeBot, type FakeBot } from '../support/bot.js'
import { measure, openBrowser, visit, type Visit } from '../support/browser.js'
import { aReply } from '../support/fake-conversations.js'
import { PATIENCE_MS, until } from '../support/until.js'
import { chatOn, type Chat } from '../support/chat.js'

jest.setTimeout(PATIENCE_MS)

let bot: FakeBot
let browser: Browser
let visited: Visit
let chat: Chat
let alarm: Locator
let call: Locator

const DANGER: Partial<Reply> = {
  responseId: 'escalate.chest_stroke_pe',
  urgency: 'emergency',
  paragraphs: [
    'Call 911 now. Chest pain or pressure, trouble breathing, fainting, a drooping face, a weak or numb arm or leg, trouble speaking, or the worst headache of your life can be an emergency. [1]',
    'Do not drive yourself. Note the time it started. Don’t wait for a reply from this chat. [2]',
  ],
  citations: ['bhof_2022', 'who_1994'],
  suggestions: [{ text: 'This is not happening now' }],
}

function replyTo(text: string): Reply {
  if (text === 'chest pain') return aReply(DANGER)
  if (text === 'safe') return aReply({ responseId: 'act.safe', paragraphs: ['I’m glad.'] })
  return aReply({ paragraphs: Array.from({ length: 12 }, () => 'A long answer to read.') })
}

beforeAll(async () => {
  ;[bot, browser] = await Promise.all([serveFakeBot(replyTo), openBrowser()])
  const url = bot.clinic.origin + bot.clinic.publish('<bone-chat></bone-chat>')
  visited = await visit(browser, url, { viewport: { width: 390, height: 700 } })
  chat = chatOn(visited.page)
  alarm = chat.window.getByRole('region', { name: 'Emergency' })
  call = alarm.getByRole('link', { name: 'Call 911 now' })
  await chat.open()
  await chat.say('chest pain')
  await alarm.waitFor()
})
afterAll(async () => {
  await browser.close()
  await bot.stop()
})

/** Whether all of it lies in the window, uncovered. */
const isCallInSight = async () => {
  // A turn of the wheel takes effect a frame later.
  await measure<void>(visited.page, 'rest()')
  return measure<boolean>(visited.page, `isInSight('a[href="tel:911"][part=call]')`)
}

describe('an emergency', () => {
  test('shows first whom to call, as a link that a telephone follows', async () => {
    expect(await call.getAttribute('href')).toBe('tel:911')
    expect(await isCallInSight()).toBe(true)
    expect((await call.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  })

  test('is told to a screen reader at once', async () => {
    expect(await chat.spoken.innerText()).toMatch(/911/)
  })

  test('offers nothing cheerful beside it', async () => {
    expect(await chat.window.getByRole('group', { name: 'Ask next' }).count()).toBe(0)
  })

  test('stays in sight while the patient talks on', async () => {
    await chat.ask('what is osteopenia?')
    await chat.window.hover()
    await visited.page.mouse.wheel(0, 5_000)
    expect(await isCallInSight()).toBe(true)
    await visited.page.mouse.wheel(0, -5_000)
    expect(await isCallInSight()).toBe(true)
  })

  test('shows whom to call also where it is too long for the window itself', async () => {
    await visited.page.setViewportSize({ width: 360, height: 480 })
    await alarm.hover()
    await visited.page.mouse.wheel(0, 2_000)
    expect(await isCallInSight()).toBe(true)
    await visited.page.setViewportSize({ width: 390, height: 700 })
  })

  test('is still there after a reload, and is not read out again', async () => {
    await visited.page.reload()
    if (await chat.launcher.isVisible()) await chat.launcher.click()
    await alarm.waitFor()
    expect(await isCallInSight()).toBe(true)
    expect(await chat.spoken.innerText()).not.toMatch(/911/)
  })

  test('leaves room to write on the smallest screen', async () => {
    await visited.page.setViewportSize({ width: 320, height: 256 })
    await chat.field.click()
    await chat.field.fill('help')
    await call.click({ trial: true })
    await chat.field.fill('')
    await visited.page.setViewportSize({ width: 390, height: 700 })
  })

  test('is no longer pinned once the patient is safe', async () => {
    await chat.ask('safe')
    await until('it went back to its place', async () => !(await isCallInSight()))
    expect(visited.troubles).toEqual([])
  })
})
