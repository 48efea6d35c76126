/** What a turn costs the embedded store when it keeps very many conversations, against one that keeps few. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { quantile } from '../../src/measure/quantile.js'
import { conversationPath, keyOf } from '../../src/store/data-folder.js'
import { openLowdbStore } from '../../src/store/lowdb.js'
import type { Store } from '../../src/store/store.js'
import { aFolder } from '../support/folders.js'
import { aConversation, anExchange, aSession } from '../support/records.js'

export interface StoredSessions {
  /** Conversations that are kept. */
  readonly sessions: number
  readonly openMs: number
  /** Of a turn in a conversation that was not touched before: read from its file, written, and put into its file. */
  readonly microsMedian: number
  /** Of the same in the folder with the fewest conversations, turn about in the same minute. */
  readonly fewestMicrosMedian: number
  /** How many times longer; the median over the rounds. */
  readonly ratio: number
  /** The same of processor time, which others on the machine do not disturb as much. */
  readonly cpuRatio: number
}

export interface SessionCounts {
  /** Ascending; the first is what the others are compared with. */
  readonly sizes: readonly number[]
  readonly rounds: number
  /** Turns of each folder and round, each in a conversation of its own; at most as many as the fewest sessions. */
  readonly turns: number
}

/** The files are made without the store and without an fsync, or a million of them would take an hour. */
export async function timeStoredSessions({
  sizes,
  rounds,
  turns,
}: SessionCounts): Promise<readonly StoredSessions[]> {
  const [few, many] = [await aFolder(), await aFolder()]
  const fewest = sizes[0] ?? 0
  try {
    addSessions(few.path, 0, fewest)
    const rows: StoredSessions[] = []
    let made = 0
    for (const sessions of sizes) {
      addSessions(many.path, made, sessions)
      made = sessions
      const taken: Pair[] = []
      const ofFew = () => aRound(few.path, { sessions: fewest, turns })
      const ofMany = () => aRound(many.path, { sessions, turns })
      // Not counted: the first to come pays for what is loaded and compiled.
      await ofFew()
      await ofMany()
      for (let round = 0; round < rounds; round += 1) {
        // Each goes first as often as the other, for the machine changes under them.
        const first = round % 2 === 0 ? await ofFew() : undefined
        const large = await ofMany()
        taken.push({ few: first ?? (await ofFew()), many: large })
      }
      rows.push(rowOf(sessions, taken))
    }
    return rows
  } finally {
    await few.remove()
    await many.remove()
  }
}

interface Round {
  readonly openMs: number
  readonly micros: number
  readonly cpuMicros: number
}

interface Pair {
  readonly few: Round
  readonly many: Round
}

function rowOf(sessions: number, taken: readonly Pair[]): StoredSessions {
  const median = (of: (pair: Pair) => number) => quantile(taken.map(of), 0.5)
  return {
    sessions,
    openMs: median(({ many }) => many.openMs),
    microsMedian: median(({ many }) => many.micros),
    fewestMicrosMedian: median(({ few }) => few.micros),
    ratio: median(({ few, many }) => many.micros / few.micros),
    cpuRatio: median(({ few, many }) => many.cpuMicros / few.cpuMicros),
  }
}

/** Opens the folder, takes a turn in each of some conversations that lie far apart, and closes it. */
async function aRound(path: string, of: { sessions: number; turns: number }): Promise<Round> {
  const start = performance.now()
  const store = await openLowdbStore({ folder: path })
  const openMs = performance.now() - start
  try {
    const micros: number[] = []
    const cpu = process.cpuUsage()
    for (let turn = 0; turn < of.turns; turn += 1) {
      const id = idOf(Math.floor((turn * of.sessions) / of.turns))
      const before = performance.now()
      await takeTurn(store, id, turn)
      micros.push((performance.now() - before) * 1000)
    }
    const emptied = performance.now()
    await store.close()
    // What the journal has put off belongs to the turns.
    const shareMicros = ((performance.now() - emptied) * 1000) / of.turns
    const { user, system } = process.cpuUsage(cpu)
    return {
      openMs,
      micros: quantile(micros, 0.5) + shareMicros,
      cpuMicros: (user + system) / of.turns,
    }
  } finally {
    await store.close()
  }
}

async function takeTurn(store: Store, id: string, turn: number): Promise<void> {
  const before = await store.read(id)
  if (before === undefined) throw new Error(`the conversation ${id} is not there`)
  const exchanges = [...before.exchanges.slice(-1), anExchange({ seq: turn + 2 })]
  await store.replace(before, { ...before, session: aSession({ turns: turn }), exchanges })
}

const idOf = (number: number): string => `session-${number}`

function addSessions(root: string, from: number, to: number): void {
  const text = JSON.stringify(aConversation({ id: '?', exchanges: [anExchange()] }))
  const made = new Set<string>()
  for (let number = from; number < to; number += 1) {
    const path = join(root, conversationPath(keyOf(idOf(number))))
    if (!made.has(dirname(path))) mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    made.add(dirname(path))
    writeFileSync(path, text.replace('"?"', JSON.stringify(idOf(number))))
  }
}
