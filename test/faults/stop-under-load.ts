/** A server that is told to stop while people write: what it answered is kept, and no answer is cut. */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { startNode } from '../support/node.js'
import { wireTo } from '../support/wire.js'
import { startLoad } from './load.js'
import { checkKept, historyOf, type Report } from './talk.js'

export interface StopOptions {
  /** Settings of the server, with where it keeps conversations. */
  readonly settings: Readonly<Record<string, string>>
  readonly stops: number
  readonly writers: number
}

/** Stops a server under load so often, each time starts another in its place and looks for what is missing. */
export async function stopUnderLoad({ settings, stops, writers }: StopOptions): Promise<Report> {
  let acknowledged = 0
  let conversations = 0
  for (let stop = 0; stop < stops; stop++) {
    const node = await startNode({ settings })
    const load = startLoad(node.port, writers)
    await sleep(300 + Math.random() * 400)
    assert.equal(await node.end('SIGTERM'), 0, node.complaints())
    const witnesses = await load.over
    assert.equal(load.halfAnswers(), 0, 'an answer was cut in half')
    assert.deepEqual(load.refused, {}, 'messages were refused')
    assert.equal(node.complaints(), '')

    const next = await startNode({ settings })
    const wire = wireTo(next.port)
    for (const { patient, acknowledged: ids } of witnesses)
      checkKept(await historyOf(wire, patient), ids)
    wire.destroy()
    await next.end('SIGKILL')
    acknowledged += load.answered()
    conversations += witnesses.length
  }
  return { stops, conversations, acknowledged, lost: 0 }
}
