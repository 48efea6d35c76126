/** Texts by Telnyx to the whole bot, over real sockets: its replies go out by requests of their own. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { readConfig } from '../../src/config.js'
import { newSession } from '../../src/dialogue/session.js'
import { createConversations } from '../../src/server/conversation.js'
import { createLog } from '../../src/server/log.js'
import { createPhoneVault } from '../../src/server/phone-vault.js'
import { createSms, type Sms } from '../../src/server/sms-setup.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { takeTurn } from '../../src/turn.js'
import { serve, type Served } from '../support/app.js'
import { ACCOUNT, TOKEN } from '../support/follow-ups.js'
import { readyContent } from '../support/ready-content.js'
import { startSimulatedTelnyx, type SimulatedTelnyx } from '../support/simulated-telnyx.js'

const PUBLIC_URL = 'https://bot.clinic.example'
const API_KEY = 'a-key-of-telnyx-0123456789'
const vault = createPhoneVault(Buffer.alloc(32, 7))
const store = createMemoryStore()

let served: Served
let telnyx: SimulatedTelnyx
let sms: Sms
let numbers = 0
let patient = ''

beforeAll(async () => {
  telnyx = await startSimulatedTelnyx(API_KEY, `${PUBLIC_URL}/sms/telnyx`, (url) =>
    url.replace(PUBLIC_URL, served.url),
  )
  const settings = {
    ...{ PUBLIC_URL, PHONE_KEY: '07'.repeat(32), SMS_PROVIDER: 'telnyx' },
    ...{ TELNYX_API_KEY: API_KEY, TELNYX_PUBLIC_KEY: telnyx.publicKey },
    ...{ TELNYX_FROM: '+12125550100', TWILIO_FROM: '+12125550101' },
    ...{ TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_AUTH_TOKEN: TOKEN },
  }
  const config = readConfig(settings)
  const content = { ...readyContent(), clinic: config.clinic }
  const clock = () => new Date()
  const conversations = createConversations({
    ...{ store, clock, newSession, retentionDays: 90 },
    host: (session, message) => Promise.resolve(takeTurn(content, session, message)),
  })
  const log = createLog('silent')
  const made = createSms({
    ...{ config, content, store, conversations, clock, log, apiBaseUrl: telnyx.url },
  })
  if (made === undefined) throw new Error('no text messages')
  sms = made
  served = await serve(settings, { realConversations: conversations, sms })
})
afterAll(async () => {
  await telnyx.close()
  await served.stop()
})
beforeEach(() => {
  patient = `+1212555${2000 + numbers++}`
})

const got = () => telnyx.messages.filter(({ to }) => to === patient)
const say = (text: string, id?: string) =>
  telnyx.receive({ from: patient, text, ...(id !== undefined && { id }) })

describe('a patient who texts by Telnyx', () => {
  test('is answered by requests of their own, in order', async () => {
    expect(await say('is walking enough?')).toBe(200)
    expect(got().length).toBeGreaterThanOrEqual(2)
    expect(got().at(-1)?.text).toMatch(/STOP/)
  })

  test('is answered once, however often Telnyx sends the message', async () => {
    const answers = await Promise.all([
      say('is walking enough?', 'm-1'),
      say('is walking enough?', 'm-1'),
    ])
    answers.push(await say('is walking enough?', 'm-1'))
    expect(answers).toEqual([200, 200, 200])
    expect(new Set(got().map(({ text }) => text)).size).toBe(got().length)
  })

  test('gets the rest of an answer when Telnyx had taken a part of it', async () => {
    await say('is walking enough?')
    const whole = got().map(({ text }) => text)
    patient = '+12125559999'
    const id = `m-${whole.length}`
    telnyx.next('take', [429, '10011'])
    expect(await say('is walking enough?', id)).toBe(429)
    expect(got()).toHaveLength(1)
    expect(await say('is walking enough?', id)).toBe(200)
    expect(got()).toHaveLength(whole.length)
    expect(await say('is walking enough?', id)).toBe(200)
    expect(got()).toHaveLength(whole.length)
  })

  test('is not answered again where nobody knows whether an answer went out', async () => {
    telnyx.next([500, '10007'])
    expect(await say('HELP', 'm-help')).toBe(200)
    expect(await say('HELP', 'm-help')).toBe(200)
    expect(got()).toEqual([])
  })

  test('who is opted out at Telnyx is marked, at once or by a later report', async () => {
    telnyx.next([403, '40300'])
    await say('HELP')
    expect(await store.phones.read(vault.keyOf(patient))).toMatchObject({ isOptedOut: true })
    patient = '+12125559998'
    await say('HELP')
    const [message] = got()
    if (message === undefined) throw new Error('nothing was sent')
    expect(await telnyx.report(message, 'delivery_failed', '40300')).toBe(200)
    expect(await store.phones.read(vault.keyOf(patient))).toMatchObject({ isOptedOut: true })
  })
})

describe('with both providers', () => {
  test('each has its path, and what the clinic begins goes by the one that is chosen', async () => {
    expect(sms.channels.map(({ name }) => name)).toEqual(['twilio', 'telnyx'])
    const post = (path: string) => fetch(served.url + path, { method: 'POST', body: '{}' })
    expect((await post('/sms/twilio')).status).toBe(403)
    expect((await post('/sms/telnyx')).status).toBe(403)
    const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    await sms.enrolments.enrol(
      {
        ...{ phone: patient, programme: 'exercise_start', anchors: { start: day }, zone: 'UTC' },
        consent: { scope: 'neutral', wording: 'yes', source: 'paper', proof: 'form' },
      },
      'desk',
    )
    await sms.outbox.run()
    const key = vault.keyOf(patient)
    const states = async () =>
      Object.values((await store.enrolments.read(key))?.outbox ?? {}).map(({ state }) => state)
    const [message] = got()
    // In the quiet hours of that zone nothing goes out.
    if (message === undefined) return expect(await states()).toEqual([])
    expect(await states()).toEqual(['accepted'])
    expect(await telnyx.report(message, 'delivered')).toBe(200)
    expect(await states()).toEqual(['delivered'])
  })
})
