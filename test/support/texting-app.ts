/** The whole bot beside a simulated Twilio, at a time that whoever runs it decides. */
import { performance } from 'node:perf_hooks'
import { readConfig } from '../../src/config.js'
import { newSession } from '../../src/dialogue/session.js'
import { createConversations } from '../../src/server/conversation.js'
import { createLog } from '../../src/server/log.js'
import { createSms, type Sms } from '../../src/server/sms-setup.js'
import { hashOfToken, randomToken } from '../../src/server/tokens.js'
import { createMemoryStore } from '../../src/store/memory.js'
import type { Store } from '../../src/store/store.js'
import { takeTurn } from '../../src/turn.js'
import { serve, type Overrides, type Served } from './app.js'
import { ACCOUNT, CLINIC, startTwilio, TOKEN } from './follow-ups.js'
import { readyContent } from './ready-content.js'
import type { SimulatedTwilio } from './simulated-twilio.js'

export const PUBLIC_URL = 'https://bot.clinic.example'

export interface TextingApp {
  readonly served: Served
  readonly twilio: SimulatedTwilio
  readonly sms: Sms
  readonly store: Store
  /** A staff token. */
  readonly staff: string
  readonly logged: () => string
  readonly stop: () => Promise<void>
}

export async function serveTexting({
  clock,
  store = createMemoryStore(),
  onThought = () => undefined,
  ...overrides
}: {
  readonly clock: () => Date
  readonly store?: Store
  /** Hears how many milliseconds each turn took. */
  readonly onThought?: (tookMs: number) => void
} & Pick<Overrides, 'eraser' | 'audit'>): Promise<TextingApp> {
  const staff = randomToken()
  const settings = {
    PUBLIC_URL,
    TWILIO_ACCOUNT_SID: ACCOUNT,
    TWILIO_AUTH_TOKEN: TOKEN,
    TWILIO_FROM: CLINIC,
    PHONE_KEY: '07'.repeat(32),
    STAFF_TOKENS: `desk:${hashOfToken(staff)}`,
    CLINIC_NAME: 'Riverside Clinic',
    CLINIC_PHONE: '555-010-0199',
  }
  const config = readConfig(settings)
  const content = { ...readyContent(), clinic: config.clinic }
  const conversations = createConversations({
    ...{ store, clock, newSession, retentionDays: 90 },
    host: (session, message) => {
      const start = performance.now()
      const turn = takeTurn(content, session, message)
      onThought(performance.now() - start)
      return Promise.resolve(turn)
    },
  })
  const at = { url: '' }
  const twilio = await startTwilio({
    webhookUrl: `${PUBLIC_URL}/sms/twilio`,
    deliverTo: (url) => url.replace(PUBLIC_URL, at.url),
  })
  const lines: string[] = []
  const log = createLog('debug', { write: (line) => void lines.push(line) })
  const sms = createSms({
    ...{ config, content, store, conversations, clock, log, apiBaseUrl: twilio.url },
  })
  if (sms === undefined) throw new Error('no text messages')
  const served = await serve(settings, {
    ...{ realConversations: conversations, requests: store, sms },
    enrolments: sms.enrolments,
    ...overrides,
  })
  at.url = served.url
  const stop = async () => {
    await twilio.close()
    await served.stop()
  }
  return {
    ...{ served, twilio, sms, store, staff, stop },
    logged: () => served.logged() + lines.join(''),
  }
}
