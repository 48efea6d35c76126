/** Puts the parts together that answer text messages, and that send the clinic's own. */
import { createTelnyxChannel } from '../channels/telnyx.js'
import { createTwilioChannel } from '../channels/twilio.js'
import type { Config } from '../config.js'
import { ConfigError } from '../errors.js'
import { tooLongFor, type TextParts } from '../outreach/texts.js'
import type { DeliveryWay } from '../store/handoff.js'
import type { Store } from '../store/store.js'
import { carrierReply, firstTurn, followUpParts, hearConsent, smsWords } from '../texting.js'
import type { ReadyContent } from '../turn.js'
import type { AppDeps } from './app.js'
import type { Conversations } from './conversation.js'
import { createEnrolmentBook, type EnrolmentBook } from './enrolment-book.js'
import type { Log } from './log.js'
import { createOutbox, type Outbox } from './outbox.js'
import { createPhoneVault, type PhoneVault } from './phone-vault.js'
import { createProgrammeDesk } from './programme-desk.js'
import { createSmsDesk, type SmsDesk } from './sms-desk.js'
import { linkedBy } from './sms-link.js'
import { createPace } from './sms-pace.js'
import { createSmsReplies } from './sms-replies.js'
import { createSmsSweep, type SmsSweep } from './sms-sweep.js'
import { weighedOf } from './weigh.js'

export interface SmsSetup {
  readonly config: Config
  readonly content: ReadyContent
  readonly store: Pick<Store, 'phones' | 'enrolments' | 'writeHandoff' | 'read'>
  readonly conversations: Conversations
  readonly clock: () => Date
  readonly log: Log
  /** How requests to the staff go out, and who hears of a new one. */
  readonly deliveryWays?: readonly DeliveryWay[]
  readonly onRequest?: () => void
  /** Another server in the providers' place. */
  readonly apiBaseUrl?: string
}

/** What the app needs for text messages, and the outbox that is to be run from time to time. */
export interface Sms extends NonNullable<AppDeps['sms']> {
  readonly outbox: Outbox
  /** To be run from time to time, too. */
  readonly sweep: SmsSweep
  readonly enrolments: EnrolmentBook
}

/** Undefined where no text messages are answered. */
export function createSms(setup: SmsSetup): Sms | undefined {
  const { config, content, store, clock, log } = setup
  if (config.sms === undefined) return undefined
  const texts = followUpParts(content)
  for (const step of tooLongFor(texts)) {
    log.warn(
      { step },
      'with the name and telephone of this clinic, a follow-up takes three segments',
    )
  }
  const { phones, enrolments } = store
  const vault = createPhoneVault(config.sms.phoneKey)
  const { channels, channel } = channelsOf(setup, config.sms)
  const outbox = createOutbox({ enrolments, phones, vault, channel, texts, clock, log })
  return {
    ...{ channels, outbox, onStatus: outbox.hear },
    desk: deskOf(setup, vault, texts),
    sweep: createSmsSweep({
      ...{ phones, enrolments, texts, clock, log, conversations: store },
      retentionDays: config.clinic.retentionDays,
    }),
    replies: createSmsReplies({ phones, vault, clock, log }),
    linkedBy: (linkId) => linkedBy(vault, linkId),
    enrolments: createEnrolmentBook({
      ...{ enrolments, phones, vault, texts, clock },
      clinicZone: config.clinic.timeZone,
    }),
  }
}

/** The providers that are set, and the one by which the clinic's own texts go out. */
function channelsOf({ config, clock, apiBaseUrl }: SmsSetup, sms: NonNullable<Config['sms']>) {
  const common = { publicUrl: config.publicUrl, ...(apiBaseUrl !== undefined && { apiBaseUrl }) }
  const { twilio, telnyx, sendBy } = sms
  const channels = [
    ...(twilio === undefined ? [] : [createTwilioChannel({ ...twilio, ...common })]),
    ...(telnyx === undefined ? [] : [createTelnyxChannel({ ...telnyx, ...common, clock })]),
  ]
  const channel = channels.find(({ name }) => name === sendBy)
  if (channel === undefined) throw new ConfigError(`SMS_PROVIDER: ${sendBy} has no settings`)
  return { channels, channel }
}

function deskOf(setup: SmsSetup, vault: PhoneVault, texts: TextParts): SmsDesk {
  const { config, content, store, conversations, clock } = setup
  const { phones, enrolments } = store
  const words = smsWords(content)
  return createSmsDesk({
    ...{ phones, vault, conversations, clock, pace: createPace(clock) },
    weighAlone: (inbound) => {
      const { before, turn } = firstTurn(content, inbound, clock().toISOString())
      return { weighed: weighedOf('', before, turn), text: turn.reply.shortText }
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
    sourcesAt: (id) => words.sourcesAt(`${config.publicUrl}/s/${id}`),
  })
}
