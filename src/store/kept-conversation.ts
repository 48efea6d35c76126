/** A conversation as a store keeps it: checked once, and written anew only where it is new. */
import { StoreError } from '../errors.js'
import { parseExchange, parseRecord, readAgain } from './record-schema.js'
import { revisionOf } from './revision.js'
import type { Conversation, Exchange } from './store.js'

export interface KeptConversation {
  /** Frozen through and through, for they are handed out again and again. */
  readonly exchanges: readonly Exchange[]
  /** JSON of all but the exchanges. */
  readonly rest: string
  readonly revision: number
  readonly expiresAt: Date
}

/** JSON of exchanges that were found well-formed and cannot change any more. */
const texts = new WeakMap<Exchange, string>()

/**
 * Checks what is to be written, and cuts it off from its writer.
 *
 * @throws {StoreError} for what the next read would count as damaged.
 */
export function keptFrom(conversation: Conversation): KeptConversation {
  const { exchanges, ...rest } = conversation
  const kept = exchanges.map((exchange) => (texts.has(exchange) ? exchange : admitted(exchange)))
  const restJson = JSON.stringify(rest)
  // The exchanges are checked already, and make up most of it.
  if (parseRecord(joined(restJson, [])).kind === 'damaged') throw malformed()
  return {
    exchanges: kept,
    rest: restJson,
    revision: revisionOf(conversation),
    expiresAt: new Date(conversation.session.expiresAt),
  }
}

/** Makes a copy that its reader may change: of what is frozen, only the list. */
export function copyOf({ rest, exchanges }: KeptConversation): Conversation {
  return { ...readAgain(rest), exchanges: [...exchanges] }
}

/** JSON of the whole; worked out anew each time, for it is long and needed once. */
export function jsonOf({ rest, exchanges }: KeptConversation): string {
  return joined(rest, exchanges)
}

/** How long that is. */
export function lengthOf({ rest, exchanges }: KeptConversation): number {
  return exchanges.reduce((sum, exchange) => sum + (texts.get(exchange)?.length ?? 0), rest.length)
}

function joined(rest: string, exchanges: readonly Exchange[]): string {
  const list = exchanges.map((exchange) => texts.get(exchange)).join(',')
  return `${rest.slice(0, -1)},"exchanges":[${list}]}`
}

function admitted(exchange: Exchange): Exchange {
  const json = JSON.stringify(exchange)
  const copy = parseExchange(json)
  if (copy === undefined) throw malformed()
  texts.set(frozen(copy), json)
  return copy
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) frozen(part)
    Object.freeze(value)
  }
  return value
}

const malformed = () => new StoreError('the record is not well-formed')
