/** What a clinic's page may set on the element, ask of it, hear from it and paint on it. */
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { serveFakeBot, type FakeBot } from '../support/bot.js'
import { measure, openBrowser, visit, type Visit } from '../support/browser.js'
import { chatOn, type Chat } from '../support/chat.js'
import { aReply } from '../support/fake-conversations.js'
import { PATIENCE_MS, until } from '../support/until.js'

jest.setTimeout(PATIENCE_MS)

let bot: FakeBot
let browser: Browser
let visited: Visit
let chat: Chat

beforeAll(async () => {
  const replyTo = (text: string) =>
    aReply({
      paragraphs: [`You wrote ${text}`],
      ...(text === 'danger' && { urgency: 'emergency' }),
    })
  ;[bot, browser] = await Promise.all([serveFakeBot(replyTo), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await bot.stop()
})
afterEach(async () => {
  expect(visited.troubles).toEqual([])
  await visited.close()
})

async function show(html: string): Promise<void> {
  visited = await visit(browser, bot.clinic.origin + bot.clinic.publish(html))
  chat = chatOn(visited.page)
}

/** Calls the element from the clinic's page. */
const call = <T>(code: string) =>
  visited.page.evaluate<T>(
    `(() => { const chat = document.querySelector('bone-chat'); ${code} })()`,
  )
const windowNamed = (name: string) => visited.page.getByRole('dialog', { name })

describe('attributes', () => {
  test('title, label and open name and open the window', async () => {
    await show('<bone-chat title="Ask us" label="Questions about bones?"></bone-chat>')
    await chat.button('Questions about bones?').click()
    await windowNamed('Ask us').waitFor()
    await call(`chat.setAttribute('title', 'Ask our nurse')`)
    await windowNamed('Ask our nurse').waitFor()
    await call(`chat.removeAttribute('open')`)
    await chat.button('Questions about bones?').waitFor()
  })

  test('theme holds against the visitor’s own; a theme that is none counts as absent', async () => {
    await show('<bone-chat open theme="dark"></bone-chat>')
    await chat.field.waitFor()
    const ground = () => measure<string>(visited.page, `groundOf('textarea')`)
    const dark = await ground()
    await call(`chat.setAttribute('theme', 'light')`)
    const light = await ground()
    expect(light).not.toBe(dark)
    await call(`chat.setAttribute('theme', 'sparkling')`)
    expect(await ground()).toBe(light)
  })

  test('mode="inline" puts it into the text, without a button and a way to close', async () => {
    await show('<section><h2>Ask</h2><bone-chat mode="inline"></bone-chat></section>')
    await visited.page.getByRole('region', { name: 'Bonewise' }).waitFor()
    await chat.ask('hello')
    expect(await chat.launcher.count()).toBe(0)
    expect(await chat.button('Close').count()).toBe(0)
    await chat.field.press('Escape')
    expect(await chat.field.isVisible()).toBe(true)
  })

  test('consent="ask" lets nothing be written before the patient agreed', async () => {
    await show(
      '<bone-chat open consent="ask" privacy-url="https://clinic.example/privacy"></bone-chat>',
    )
    await chat.button('I agree').waitFor()
    expect(await chat.field.isVisible()).toBe(false)
    const privacy = chat.window.getByRole('link', { name: /How the clinic handles your data/ })
    expect(await privacy.getAttribute('href')).toBe('https://clinic.example/privacy')
    await chat.button('I agree').click()
    await chat.ask('hello')
    await visited.page.reload()
    await chat.words('You wrote hello').waitFor()
    expect(await chat.button('I agree').count()).toBe(0)
  })

  test('locale without a table of words gets English, said to be English; own words go first', async () => {
    await show('<bone-chat locale="pt-BR"></bone-chat>')
    await chat.launcher.waitFor()
    expect(await call(`return chat.shadowRoot.querySelector('[lang]').lang`)).toBe('en')
    await call(`chat.strings = { openChat: 'Abrir' }`)
    await chat.button('Abrir').waitFor()
  })
})

describe('methods and events', () => {
  test('open, send, close and reset do what they say, and tell without a word of the patient', async () => {
    await show('<div><bone-chat></bone-chat></div>')
    await visited.page.evaluate(`
      window.told = []
      for (const name of ['open', 'close', 'message', 'emergency', 'error', 'reset'])
        document.body.addEventListener('bone-chat-' + name, ({ detail, composed }) =>
          told.push({ name, detail, composed }))
    `)
    const told = () => visited.page.evaluate<readonly { name: string }[]>('told')
    const before = bot.conversations.kept.size
    await call('chat.open()')
    await chat.field.waitFor()
    await call(`chat.send('  danger  ')`)
    await chat.window.getByRole('region', { name: 'Emergency' }).waitFor()
    await call('chat.close()')
    await chat.launcher.waitFor()
    await call('return chat.reset()')
    await until('it told of the reset', async () => (await told()).at(-1)?.name === 'reset')
    expect((await told()).map(({ name }) => name)).toEqual([
      'open',
      'message',
      'message',
      'emergency',
      'close',
      'reset',
    ])
    expect(JSON.stringify(await told())).not.toContain('danger')
    expect(bot.conversations.kept.size).toBe(before)
    expect((await told()).every((event) => 'composed' in event && event.composed)).toBe(true)
  })

  test('reset rejects when the bot could not erase, and the conversation is still there', async () => {
    await show('<bone-chat open></bone-chat>')
    await chat.ask('hello')
    await visited.page.context().setOffline(true)
    const outcome = await call(`return chat.reset().then(() => 'erased', () => 'kept')`)
    expect(outcome).toBe('kept')
    expect(await chat.words('You wrote hello').isVisible()).toBe(true)
    await visited.page.context().setOffline(false)
    // What Chromium says of the request without a network.
    expect(visited.troubles.splice(0)).toHaveLength(1)
  })

  test('an element that is moved in the page keeps its conversation', async () => {
    await show('<div><bone-chat open></bone-chat></div><footer></footer>')
    await chat.ask('hello')
    await call(`document.querySelector('footer').append(chat)`)
    await chat.words('You wrote hello').waitFor()
    await call(`chat.remove()`)
    expect(await chat.field.count()).toBe(0)
  })
})

describe('theming', () => {
  test('custom properties and parts change colours from outside, and the page’s own rules do not', async () => {
    await show('<bone-chat open theme="light"></bone-chat>')
    await chat.ask('hello')
    await visited.page.evaluate(`
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(\`
        bone-chat { --bone-chat-brand: rgb(100, 0, 100); }
        bone-chat::part(send) { text-transform: uppercase; }
        * { color: red; font-size: 3px; } button { display: none; } p { position: fixed; }
      \`)
      document.adoptedStyleSheets = [sheet]
    `)
    const send = chat.button('Send')
    const style = (name: string) =>
      measure<string>(visited.page, `styleOf('[part=send]', '${name}')`)
    expect(await send.isVisible()).toBe(true)
    expect(await style('backgroundColor')).toBe('rgb(100, 0, 100)')
    expect(await style('textTransform')).toBe('uppercase')
    expect(await measure(visited.page, 'smallTexts(16)')).toEqual([])
  })
})
