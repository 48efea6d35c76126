/** What a turn is made from: what this process remembers, as long as that proves right, and what is read after that. */
import { setTimeout as sleep } from 'node:timers/promises'
import { BusyError, ConversationChangedError } from '../errors.js'
import type { Conversation } from '../store/store.js'

/** Each try in vain is another's turn that was kept: more than all nodes let wait for one conversation. */
const MAX_TRIES = 100
const MAX_PAUSE_MS = 10

/**
 * Does a piece of work again when another process changed the conversation meanwhile: a turn is a pure function, and
 * what it writes besides has an id of its own, so that nothing happens twice.
 *
 * @throws {BusyError} when others are always faster.
 */
export async function whileChanged<T>(work: (isFirst: boolean) => Promise<T>): Promise<T> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    try {
      return await work(tries === 0)
    } catch (error) {
      if (!(error instanceof ConversationChangedError)) throw error
    }
    // By chance, so that two nodes do not meet again and again.
    await sleep(Math.random() * Math.min(tries, MAX_PAUSE_MS))
  }
  throw new BusyError()
}

export interface Memory {
  /** What is remembered of a conversation, unless memory has been wrong too often. */
  readonly recall: (conversationId: string) => Conversation | undefined
  /** Takes a turn from what was recalled or read, and learns whether memory was right. */
  readonly proved: <T>(from: Conversation, turn: Promise<T>) => Promise<T>
}

const FULL_TRUST = 8
/** A thought in vain costs as much as several readings: below four of five right, reading is cheaper. */
const LOST_BY_ONE_WRONG = 4
/** After some hundred readings it is tried again: the other nodes may be gone. */
const WON_BY_ONE_READING = 1 / 32

/** @param seenLately What the store remembers without being asked again; absent where reading costs nothing. */
export function createMemory(
  seenLately: ((conversationId: string) => Conversation | undefined) | undefined,
): Memory {
  const recalled = new WeakSet<Conversation>()
  let trust = FULL_TRUST
  const win = (more: number) => (trust = Math.min(FULL_TRUST, trust + more))

  return {
    recall: (conversationId) => {
      const conversation = trust > 0 ? seenLately?.(conversationId) : undefined
      if (conversation !== undefined) recalled.add(conversation)
      return conversation
    },
    proved: async (from, turn) => {
      const isRecalled = recalled.has(from)
      try {
        const done = await turn
        win(isRecalled ? 1 : WON_BY_ONE_READING)
        return done
      } catch (error) {
        if (isRecalled && error instanceof ConversationChangedError) trust -= LOST_BY_ONE_WRONG
        throw error
      }
    },
  }
}
