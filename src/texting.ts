/** What text messages need of the bot beside its turns. */
import { fillPlaceholders } from './content/marks.js'
import { newSession } from './dialogue/session.js'
import { hearConsentWords, type Consent } from './nlu/consent-words.js'
import type { TextParts } from './outreach/texts.js'
import { composeReply } from './reply/compose.js'
import { clinicValues } from './reply/values.js'
import { takeTurn, type ReadyContent } from './turn.js'
import type { Session, Turn } from './types.js'

/** Hears what a text message says of consent to messages, whatever the conversation. */
export function hearConsent({ ears }: ReadyContent, text: string): Consent | undefined {
  return hearConsentWords(ears.consentWords, text)
}

/** The turn that a text message would be in a conversation that is new; nothing of it is kept. */
export function firstTurn(
  content: ReadyContent,
  { messageId, text }: { readonly messageId: string; readonly text: string },
  receivedAt: string,
): { readonly before: Session; readonly turn: Turn } {
  const before = newSession('9999-12-31T00:00:00.000Z', 'en')
  const message = { messageId, channel: 'sms', sessionId: '', utterance: text, receivedAt } as const
  return { before, turn: takeTurn(content, before, message) }
}

/** What a carrier's word is answered with, whatever the conversation. */
export function carrierReply(content: ReadyContent, act: 'opt_out' | 'opt_in' | 'help'): string {
  const blank = newSession('9999-12-31T00:00:00.000Z', 'en')
  const occasion = { session: blank, channel: 'sms', clinic: content.clinic } as const
  return composeReply(content, { kind: 'act', act }, occasion).shortText
}

/** What the texts of programmes are made of, with this clinic's own words. */
export function followUpParts({ followUps, clinic, system }: ReadyContent): TextParts {
  const values = clinicValues(clinic, system)
  return { followUps, valueOf: (name) => values.get(name) ?? '' }
}

/** What stands below the first text message of a conversation, and below an answer with sources. */
export function smsWords({ system, clinic }: ReadyContent): {
  readonly first: string
  readonly tooFast: string
  readonly sourcesAt: (address: string) => string
} {
  const { first, sources, too_fast: tooFast } = system.sms
  const values = clinicValues(clinic, system)
  const filled = (text: string) => fillPlaceholders(text, (name) => values.get(name) ?? '')
  return {
    first: filled(first),
    tooFast: filled(tooFast),
    sourcesAt: (address) => sources.replace('{value}', () => address),
  }
}
