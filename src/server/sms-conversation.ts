/** The conversation that belongs to a telephone number. */
import type { InboundSms } from '../channels/sms-channel.js'
import { ConversationNotFoundError, MessageConflictError } from '../errors.js'
import type { Phone } from '../store/phone.js'
import type { Shelf } from '../store/shelf.js'
import type { Conversations } from './conversation.js'
import type { Delivery } from './delivery.js'
import { newPhone } from './phone-consent.js'
import type { PhoneVault } from './phone-vault.js'

export interface SmsConversationParts {
  readonly phones: Shelf<Phone>
  readonly vault: PhoneVault
  readonly conversations: Pick<Conversations, 'open'>
}

/** A message with what is known of its number. */
export interface KnownMessage {
  readonly key: string
  readonly inbound: InboundSms
  readonly phone: Phone | undefined
}

/**
 * Takes a message into the conversation of its number, or into a new one.
 *
 * @returns Undefined for a message that is too old to be answered again as it was.
 */
export async function inConversation<T>(
  parts: SmsConversationParts,
  message: KnownMessage,
  take: (delivery: Delivery) => Promise<T>,
): Promise<T | undefined> {
  const { messageId, text } = message.inbound
  const deliver = ({ conversation }: Phone) => {
    if (conversation === undefined) return undefined
    const token = parts.vault.open(conversation.sealedToken)
    return take({ conversationId: conversation.id, token, messageId, text })
  }
  try {
    const taken = message.phone && (await unlessGone(deliver(message.phone)))
    if (taken !== undefined) return taken
    const phone = await opened(parts, message)
    return phone && (await deliver(phone))
  } catch (error) {
    if (error instanceof MessageConflictError) return undefined
    throw error
  }
}

/** A conversation anew, where the number has none, or none that is still kept. */
async function opened(
  { phones, vault, conversations }: SmsConversationParts,
  { key, inbound, phone }: KnownMessage,
): Promise<Phone | undefined> {
  const { conversationId: id, token } = await conversations.open('sms')
  return phones.change(key, (before = newPhone(key)) => {
    const known = before.conversation?.id
    // Another process was faster. Ours stays empty, and expires.
    if (known !== undefined && known !== phone?.conversation?.id) return before
    return {
      ...before,
      sealedNumber: vault.seal(inbound.from),
      conversation: { id, sealedToken: vault.seal(token) },
    }
  })
}

async function unlessGone<T>(work: Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (error instanceof ConversationNotFoundError) return undefined
    throw error
  }
}
