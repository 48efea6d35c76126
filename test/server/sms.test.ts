/** Texts from a simulated Twilio to the whole bot, over real sockets. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readConfig } from '../../src/config.js'
import { newSession } from '../../src/dialogue/session.js'
import { createConversations } from '../../src/server/conversation.js'
import { createLog } from '../../src/server/log.js'
import { createSms } from '../../src/server/sms-setup.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { takeTurn } from '../../src/turn.js'
import { serve, type Served } from '../support/app.js'
import { readyContent } from '../support/ready-content.js'
import { startSimulatedTwilio, type SimulatedTwilio } from '../support/simulated-twilio.js'

const PUBLIC_URL = 'https://bot.clinic.example'
const ACCOUNT = `AC${'0'.repeat(32)}`
const TOKEN = 'a-token-of-twilio-0123456789'
const PATIENT = '+12125550143'

const SETTINGS = {
  PUBLIC_URL,
  TWILIO_ACCOUNT_SID: ACCOUNT,
  TWILIO_AUTH_TOKEN: TOKEN,
  TWILIO_FROM: '+12125550100',
  PHONE_KEY: '07'.repeat(32),
}

let served: Served
let twilio: SimulatedTwilio
const store = createMemoryStore()

beforeAll(async () => {
  const content = readyContent()
  const clock = () => new Date('2026-01-15T12:00:00.000Z')
  const config = readConfig(SETTINGS)
  const conversations = createConversations({
    store,
    host: (session, message) => Promise.resolve(takeTurn(content, session, message)),
    clock,
    retentionDays: 90,
    newSession,
  })
  const sms = createSms({
    ...{ config, content, store, conversations, clock },
    log: createLog('silent'),
  })
  served = await serve(SETTINGS, {
    realConversations: conversations,
    sources: new Map(Object.entries(content.sources)),
    ...(sms !== undefined && { sms }),
  })
  twilio = await startSimulatedTwilio({
    accountSid: ACCOUNT,
    authToken: TOKEN,
    webhookUrl: `${PUBLIC_URL}/sms/twilio`,
    deliverTo: (url) => url.replace(PUBLIC_URL, served.url),
  })
})
afterAll(async () => {
  await twilio.close()
  await served.stop()
})

const text = (said: string, from = PATIENT, sid?: string) =>
  twilio.receive({ from, text: said, ...(sid !== undefined && { sid }) })

describe('a patient who texts', () => {
  test('is answered in the response, with a link to the sources and who it is', async () => {
    const { status, texts } = await text('how much calcium do I need? I am 71 and a man')
    expect(status).toBe(200)
    expect(texts.length).toBeGreaterThanOrEqual(2)
    expect(texts.join(' ')).toContain(`${PUBLIC_URL}/s/`)
    expect(texts.at(-1)).toMatch(/STOP/)
  })

  test('finds the answer behind the link, without what was asked', async () => {
    const { texts } = await text('is walking enough?', '+12125550150')
    const path = /https:\/\/bot\.clinic\.example(\/s\/[\w-]+)/.exec(texts.join(' '))?.[1] ?? ''
    const page = await fetch(served.url + path)
    const shown = await page.text()
    expect(page.status).toBe(200)
    expect(shown).toMatch(/Sources \(\d+\)/)
    expect(shown).not.toContain('is walking enough?')
    expect((await fetch(`${served.url}/s/AAAAAAAAAAA`)).status).toBe(404)
  })

  test('gets the same bytes when Twilio sends the message again', async () => {
    const sid = `SM${'1'.repeat(32)}`
    const first = await text('what is osteopenia?', '+12125550151', sid)
    const again = await text('what is osteopenia?', '+12125550151', sid)
    expect(again.body).toBe(first.body)
  })

  test('gets more in numbered parts', async () => {
    await text('is walking enough?', '+12125550152')
    const { texts } = await text('MORE', '+12125550152')
    expect(texts[0]).toMatch(/^\(1\/\d\) /)
  })

  test('in danger is told to call, and nothing else', async () => {
    const { texts } = await text('my mom fell and cant get up', '+12125550153')
    expect(texts).toHaveLength(1)
    expect(texts[0]).toContain('911')
  })

  test('is left alone after STOP, in whatever state, until START', async () => {
    await text('Is heavy lifting safe for me?', '+12125550154')
    expect((await text('Stop!!', '+12125550154')).texts).toHaveLength(1)
    expect((await text('stop', '+12125550154')).texts).toEqual([])
    expect((await text('is walking enough?', '+12125550154')).texts).toEqual([])
    expect((await text('start', '+12125550154')).texts).toHaveLength(1)
    expect((await text('is walking enough?', '+12125550154')).texts.length).toBeGreaterThan(0)
  })

  test('who asks in plain words to be left alone is told so once', async () => {
    expect((await text('please quit texting me', '+12125550155')).texts).toHaveLength(1)
    expect((await text('no really, stop texting me', '+12125550155')).texts).toEqual([])
  })

  test.each(['STOP. Chest pain', 'stop, my mom fell and cant get up'])(
    '%s is told whom to call, and that the texts end',
    async (said) => {
      const from = `+1212555${String(7000 + said.length)}`
      const { texts } = await text(said, from)
      expect(texts[0]).toContain('911')
      expect(texts).toHaveLength(2)
      expect((await text('is walking enough?', from)).texts).toEqual([])
    },
  )

  test('leaves no number and no word in the log', () => {
    expect(served.logged()).not.toMatch(/2125550|walking|calcium/)
  })
})

describe('whoever is not the provider', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${served.url}/sms/twilio`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })

  test('is refused before anything is read', async () => {
    expect((await post('Body=hi&From=%2B12125550143')).status).toBe(403)
    expect((await post('', { 'x-twilio-signature': 'AAAA' })).status).toBe(403)
    expect((await post('x'.repeat(70_000))).status).toBe(413)
    expect((await fetch(`${served.url}/sms/twilio`)).status).toBe(405)
  })
})

describe('a clinic without text messages', () => {
  test('has no such path', async () => {
    const plain = await serve()
    expect((await fetch(`${plain.url}/sms/twilio`, { method: 'POST' })).status).toBe(404)
    await plain.stop()
  })
})
