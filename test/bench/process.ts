/** The whole server: how long it takes until it is ready, and what memory it holds. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { manySessions } from '../faults/many-sessions.js'
import { residentMb, startNode } from '../support/node.js'
import { spreadOf, type Spread } from './load-report.js'

export interface ProcessNumbers {
  /** From the start of the process until it says that it is ready. */
  readonly readyMs: Spread
  readonly idleMb: Spread
  readonly sessions: number
  readonly afterMb: number
}

/** V8 gives the memory of the start back by itself, some twenty seconds later. */
const IDLE_MS = 25_000

/** Starts it so often, and at last takes a turn in so many sessions. */
export async function measureProcess(counts: {
  readonly starts: number
  readonly sessions: number
}): Promise<ProcessNumbers> {
  const readyMs: number[] = []
  const idleMb: number[] = []
  let afterMb = 0
  for (let start = 1; start <= counts.starts; start++) {
    const folder = await mkdtemp(join(tmpdir(), 'bonewise-bench-'))
    const node = await startNode({ settings: { DATA_DIR: folder } })
    try {
      readyMs.push(node.readyMs)
      await sleep(IDLE_MS)
      idleMb.push(residentMb(node.pid))
      if (start < counts.starts) continue
      await manySessions(node, counts.sessions)
      afterMb = residentMb(node.pid)
    } finally {
      await node.end('SIGTERM')
      await rm(folder, { recursive: true })
    }
  }
  return {
    readyMs: spreadOf(readyMs),
    idleMb: spreadOf(idleMb),
    sessions: counts.sessions,
    afterMb,
  }
}
