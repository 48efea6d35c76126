/** Puts the parts together that answer text messages. */
import { createTwilioChannel } from '../channels/twilio.js'
import type { Config } from '../config.js'
import { carrierReply, hearConsent, smsWords } from '../texting.js'
import type { ReadyContent } from '../turn.js'
import type { Store } from '../store/store.js'
import type { AppDeps } from './app.js'
import type { Conversations } from './conversation.js'
import { createPhoneVault } from './phone-vault.js'
import { createSmsDesk } from './sms-desk.js'

export interface SmsSetup {
  readonly config: Config
  readonly content: ReadyContent
  readonly store: Pick<Store, 'phones' | 'links'>
  readonly conversations: Conversations
}

/** What the app needs for text messages; undefined where none are answered. */
export function createSms(setup: SmsSetup): AppDeps['sms'] {
  const { config, content, store, conversations } = setup
  if (config.sms === undefined) return undefined
  const { publicUrl } = config
  const desk = createSmsDesk({
    phones: store.phones,
    links: store.links,
    vault: createPhoneVault(config.sms.phoneKey),
    conversations,
    clock: () => new Date(),
    hearConsent: (text) => hearConsent(content, text),
    words: {
      stop: carrierReply(content, 'opt_out'),
      start: carrierReply(content, 'opt_in'),
      help: carrierReply(content, 'help'),
      first: smsWords(content).first,
    },
    sourcesAt: (id) => smsWords(content).sourcesAt(`${publicUrl}/s/${id}`),
  })
  return { channels: [createTwilioChannel({ ...config.sms.twilio, publicUrl })], desk }
}
