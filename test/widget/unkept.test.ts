/** A reply that the server could not keep: it is shown, and nothing is built on it. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import type { Browser, Route } from 'playwright-core'
import { serveFakeBot, type FakeBot } from '../support/bot.js'
import { openBrowser, visit } from '../support/browser.js'
import { chatOn } from '../support/chat.js'
import { PATIENCE_MS } from '../support/until.js'

jest.setTimeout(PATIENCE_MS)

const MESSAGES = '**/messages'

let bot: FakeBot
let browser: Browser
beforeAll(async () => {
  ;[bot, browser] = await Promise.all([serveFakeBot(), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await bot.stop()
})

/** Answers as a server does that cannot reach its store: with a number that is another reply's. */
async function answerUnkept(route: Route): Promise<void> {
  if (route.request().method() !== 'POST') return route.continue()
  const response = await route.fetch()
  for (const { exchanges } of bot.conversations.kept.values()) exchanges.splice(1)
  const json = (await response.json()) as object
  await route.fulfill({ response, json: { ...json, seq: 1, isKept: false } })
}

test('a reply that is not kept is shown, cannot be rated, and the talk goes on after it', async () => {
  const visited = await visit(
    browser,
    bot.clinic.origin + bot.clinic.publish('<bone-chat></bone-chat>'),
  )
  const chat = chatOn(visited.page)
  await chat.open()
  await chat.ask('first')
  const rated = await chat.button('Helpful').count()
  expect(rated).toBe(1)
  await visited.page.route(MESSAGES, answerUnkept)
  await chat.say('second')
  await chat.words('You wrote second').waitFor()
  expect(await chat.button('Helpful').count()).toBe(rated)
  await visited.page.unroute(MESSAGES)
  await chat.say('third')
  await chat.words('You wrote third').waitFor()
  expect(await chat.words('You wrote second').count()).toBe(1)
  expect([...bot.conversations.kept.values()].at(-1)?.exchanges.map(({ seq }) => seq)).toEqual([
    1, 2,
  ])
  await visited.close()
})
