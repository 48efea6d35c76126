/** Puts the parts together that answer text messages, and that send the clinic's own. */
import { createTwilioChannel } from '../channels/twilio.js'
import type { Config } from '../config.js'
import { tooLongFor } from '../outreach/texts.js'
import type { DeliveryWay } from '../store/handoff.js'
import type { Store } from '../store/store.js'
import { carrierReply, firstTurn, followUpParts, hearConsent, smsWords } from '../texting.js'
import type { ReadyContent } from '../turn.js'
import type { AppDeps } from './app.js'
import type { Conversations } from './conversation.js'
import { createEnrolmentBook, type EnrolmentBook } from './enrolment-book.js'
import type { Log } from './log.js'
import { createOutbox, type Outbox } from './outbox.js'
import { createPhoneVault } from './phone-vault.js'
import { createProgrammeDesk } from './programme-desk.js'
import { createSmsDesk } from './sms-desk.js'
import { linkedBy as linkOf } from './sms-link.js'
import { createPace } from './sms-pace.js'
import { randomId } from './tokens.js'
import { weighedOf } from './weigh.js'

export interface SmsSetup {
  readonly config: Config
  readonly content: ReadyContent
  readonly store: Pick<Store, 'phones' | 'enrolments' | 'writeHandoff'>
  readonly conversations: Conversations
  readonly clock: () => Date
  readonly log: Log
  /** How requests to the staff go out, and who hears of a new one. */
  readonly deliveryWays?: readonly DeliveryWay[]
  readonly onRequest?: () => void
  /** Another server in Twilio's place. */
  readonly apiBaseUrl?: string
}

/** What the app needs for text messages, and the outbox that is to be run from time to time. */
export interface Sms extends NonNullable<AppDeps['sms']> {
  readonly outbox: Outbox
  readonly enrolments: EnrolmentBook
}

/** Undefined where no text messages are answered. */
export function createSms(setup: SmsSetup): Sms | undefined {
  const { config, content, store, conversations, clock, log, apiBaseUrl } = setup
  if (config.sms === undefined) return undefined
  const { publicUrl } = config
  const words = smsWords(content)
  const texts = followUpParts(content)
  for (const step of tooLongFor(texts)) {
    log.warn(
      { step },
      'with the name and telephone of this clinic, a follow-up takes three segments',
    )
  }
  const { phones, enrolments } = store
  const vault = createPhoneVault(config.sms.phoneKey)
  const channel = createTwilioChannel({
    ...config.sms.twilio,
    publicUrl,
    ...(apiBaseUrl !== undefined && { apiBaseUrl }),
  })
  const desk = createSmsDesk({
    ...{ phones, vault, conversations, clock, pace: createPace(clock) },
    weighAlone: (inbound) => {
      const { before, turn } = firstTurn(content, inbound, clock().toISOString())
      return weighedOf('', before, turn)
    },
    programmes: createProgrammeDesk({
      ...{ enrolments, requests: store, texts, clock },
      deliveryWays: setup.deliveryWays ?? [],
      onRequest: setup.onRequest ?? (() => undefined),
      retentionDays: config.clinic.retentionDays,
    }),
    hearConsent: (text) => hearConsent(content, text),
    words: {
      stop: carrierReply(content, 'opt_out'),
      start: carrierReply(content, 'opt_in'),
      help: carrierReply(content, 'help'),
      first: words.first,
      tooFast: words.tooFast,
    },
    sourcesAt: (id) => words.sourcesAt(`${publicUrl}/s/${id}`),
  })
  const outbox = createOutbox({ enrolments, phones, vault, channel, texts, clock, log })
  const book = createEnrolmentBook({
    ...{ enrolments, phones, vault, texts, clock },
    clinicZone: config.clinic.timeZone,
    newId: randomId,
  })
  const linkedBy = (linkId: string) => linkOf(vault, linkId)
  return { channels: [channel], desk, onStatus: outbox.hear, linkedBy, outbox, enrolments: book }
}
