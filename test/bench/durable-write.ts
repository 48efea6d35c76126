/** How long it takes until a turn is safe on the disk. */
import { quantile } from '../../src/measure/quantile.js'
import { openLowdbStore } from '../../src/store/lowdb.js'
import type { Exchange } from '../../src/store/store.js'
import { aFolder } from '../support/folders.js'
import { aConversation } from '../support/records.js'
import type { PlayedTurn } from './mix.js'

export interface DurableWrite {
  readonly microsMedian: number
  readonly microsP99: number
  /** Size of the record that was written, in characters of JSON. */
  readonly recordLength: number
}

/** Exchanges that a conversation holds while it is written: a long talk, of which each turn writes the whole. */
const EXCHANGES = 10

/** Writes a conversation of real replies into a new folder again and again. */
export async function timeDurableWrites(
  played: readonly PlayedTurn[],
  count: number,
): Promise<DurableWrite> {
  const folder = await aFolder()
  const store = await openLowdbStore({ folder: folder.path })
  try {
    const micros: number[] = []
    let recordLength = 0
    for (let number = 0; number < count; number++) {
      const conversation = aConversation({
        id: `c${number % 50}`,
        exchanges: exchangesOf(played, number),
      })
      recordLength = Math.max(recordLength, JSON.stringify(conversation).length)
      const start = performance.now()
      await store.write(conversation)
      micros.push((performance.now() - start) * 1000)
    }
    return { microsMedian: quantile(micros, 0.5), microsP99: quantile(micros, 0.99), recordLength }
  } finally {
    await store.close()
    await folder.remove()
  }
}

function exchangesOf(played: readonly PlayedTurn[], from: number): readonly Exchange[] {
  return Array.from({ length: EXCHANGES }, (_, n) => played[(from + n) % played.length]).flatMap(
    (found, n) => {
      if (found === undefined) return []
      const { message, turn } = found
      const { utterance, receivedAt } = message
      const { decision, reply } = turn
      return [
        { seq: n + 1, messageId: `m${n}`, utterance, receivedAt, decision: decision.kind, reply },
      ]
    },
  )
}
