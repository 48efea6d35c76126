/** Changes to what the owner of a number has agreed to; the ledger is only ever added to. */
import type { InboundSms } from '../channels/sms-channel.js'
import type { Silence } from '../outreach/records.js'
import type { ConsentEvent, Phone } from '../store/phone.js'
import type { Shelf } from '../store/shelf.js'

/** The record of a number of which nothing is known. */
export function newPhone(key: string): Phone {
  return { schemaVersion: 1, key, isOptedOut: false, ledger: [] }
}

export function withEvent(phone: Phone, event: ConsentEvent): Phone {
  return { ...phone, ledger: [...phone.ledger, event] }
}

/** What a text message said of consent; its id is the proof. */
export function eventOf(
  { text, messageId }: InboundSms,
  kind: ConsentEvent['kind'],
  now: Date,
): ConsentEvent {
  return { kind, at: now.toISOString(), source: 'sms', wording: text, proof: messageId }
}

/** Of a patient who is forgotten only the mark stays, without which a text would go out again. */
export async function forgetPhone(phones: Shelf<Phone>, key: string): Promise<void> {
  await phones.change(key, (before) => {
    if (before === undefined || !before.isOptedOut) return undefined
    const ledger = before.ledger.map(({ kind, at, source, proof }) => ({ kind, at, source, proof }))
    return { schemaVersion: 1, key, isOptedOut: true, ledger }
  })
}

/** The times in which the owner wanted no texts and that are over. */
export function silencesIn({ ledger }: Phone): readonly Silence[] {
  let fromMs: number | undefined
  return ledger.flatMap(({ kind, at }) => {
    const began = fromMs
    if (kind === 'stopped' || kind === 'revoked') fromMs ??= Date.parse(at)
    if (kind !== 'restarted' || began === undefined) return []
    fromMs = undefined
    return [{ fromMs: began, untilMs: Date.parse(at) }]
  })
}

/**
 * Marks a number as opted out, whatever was known of it.
 *
 * @returns Whether this is news: false where it was marked before, on another ground.
 */
export async function markOptedOut(
  phones: Shelf<Phone>,
  event: ConsentEvent,
  blank: Phone,
): Promise<boolean> {
  const known = await phones.read(blank.key)
  // Without a write: whoever sends STOP without end costs little.
  if (known?.isOptedOut === true && known.ledger.at(-1)?.proof !== event.proof) return false
  let isNews = false
  await phones.change(blank.key, (before = blank) => {
    const isRepeated = before.ledger.at(-1)?.proof === event.proof
    isNews = isRepeated || !before.isOptedOut
    return before.isOptedOut ? before : withEvent({ ...before, isOptedOut: true }, event)
  })
  return isNews
}
