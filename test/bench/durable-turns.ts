/** How many turns a second are safe on the disk, with so many patients who write at the same time. */
import { quantile } from '../../src/measure/quantile.js'
import { openLowdbStore } from '../../src/store/lowdb.js'
import type { Store } from '../../src/store/store.js'
import { aFolder } from '../support/folders.js'
import { aConversation, anExchange, aReply, aSession } from '../support/records.js'

export interface DurableTurns {
  readonly writers: number
  readonly perSecond: number
  readonly msMedian: number
  readonly msP99: number
  /** Of all threads of this process, the writing of files included. */
  readonly cpuMicros: number
}

/** As long as a reply of ours with its sources, chips and reasons. */
const exchange = anExchange({ reply: aReply({ paragraphs: ['x'.repeat(900)] }) })
/** Of a talk as long as most. */
const EXCHANGES = 10

export async function timeDurableTurns(counts: {
  readonly writers: readonly number[]
  /** In all, of each count of writers. */
  readonly turns: number
}): Promise<readonly DurableTurns[]> {
  const rows: DurableTurns[] = []
  for (const writers of counts.writers) {
    const folder = await aFolder()
    const store = await openLowdbStore({ folder: folder.path })
    try {
      rows.push(await timeWriters(store, writers, Math.ceil(counts.turns / writers)))
    } finally {
      await store.close()
      await folder.remove()
    }
  }
  return rows
}

async function timeWriters(store: Store, writers: number, each: number): Promise<DurableTurns> {
  const ids = Array.from({ length: writers }, (_, n) => `c${n}`)
  const exchanges = Array.from({ length: EXCHANGES }, (_, n) => ({ ...exchange, seq: n + 1 }))
  await Promise.all(ids.map((id) => store.write(aConversation({ id, exchanges }))))
  const tookMs: number[] = []
  const [cpu, start] = [process.cpuUsage(), performance.now()]
  await Promise.all(
    ids.map(async (id) => {
      for (let turn = 0; turn < each; turn += 1) {
        const before = performance.now()
        await takeTurn(store, id, turn)
        tookMs.push(performance.now() - before)
      }
    }),
  )
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return {
    writers,
    perSecond: tookMs.length / seconds,
    msMedian: quantile(tookMs, 0.5),
    msP99: quantile(tookMs, 0.99),
    cpuMicros: (user + system) / tookMs.length,
  }
}

async function takeTurn(store: Store, id: string, turn: number): Promise<void> {
  const before = await store.read(id)
  if (before === undefined) throw new Error(`the conversation ${id} is not there`)
  const exchanges = [...before.exchanges.slice(1), { ...exchange, seq: EXCHANGES + turn + 1 }]
  await store.replace(before, { ...before, session: aSession({ turns: turn }), exchanges })
}
