/** Thousands of conversations that are open at once. */
import assert from 'node:assert/strict'
import { residentMb, type RunningNode } from '../support/node.js'
import { wireTo } from '../support/wire.js'
import { checkKept, historyOf, openPatient, say, type Patient, type Report } from './talk.js'

const CONNECTIONS = 100
const TEXT = 'how much calcium do I need?'
/** More than this for each conversation and it is kept in memory, where it does not belong. */
const MAX_KB_EACH = 12
/** What the first thousands of turns take whatever they are about: compiled code and young garbage. */
const WARM_MB = 96

/** Opens so many conversations, then takes a turn in each, then looks whether all of it is kept. */
export async function manySessions(node: RunningNode, count: number): Promise<Report> {
  const beforeMb = residentMb(node.pid)
  const patients = await onConnections(node.port, count, openPatient)
  const half = Math.floor(count / 2)
  const sayAll = async (those: readonly Patient[]): Promise<number> => {
    await onConnections(node.port, those.length, async (wire, n) => {
      const { status } = await say(wire, patientAt(those, n), { id: 'm1', text: TEXT })
      assert.equal(status, 200)
    })
    return residentMb(node.pid)
  }
  // What the first half takes is mostly the room that V8 gives itself; what the second adds, it adds for good.
  const halfMb = await sayAll(patients.slice(0, half))
  const afterMb = await sayAll(patients.slice(half))
  await onConnections(node.port, Math.min(count, 200), async (wire, n) => {
    const patient = patientAt(patients, Math.floor((n * count) / Math.min(count, 200)))
    checkKept(await historyOf(wire, patient), ['m1'])
  })
  const grownMb = afterMb - halfMb
  assert.ok(grownMb < WARM_MB + (half * MAX_KB_EACH) / 1024, `grew by ${grownMb.toFixed(0)} MiB`)
  return { sessions: count, beforeMb: Math.round(beforeMb), afterMb: Math.round(afterMb) }
}

function patientAt(patients: readonly Patient[], n: number): Patient {
  const patient = patients[n]
  assert.ok(patient !== undefined)
  return patient
}

/** Does a piece of work so often, a few at once, each in order on a connection of its own. */
async function onConnections<T>(
  port: number,
  count: number,
  work: (wire: ReturnType<typeof wireTo>, n: number) => Promise<T>,
): Promise<readonly T[]> {
  const results: T[] = []
  let next = 0
  await Promise.all(
    Array.from({ length: Math.min(CONNECTIONS, count) }, async () => {
      const wire = wireTo(port)
      for (let n = next++; n < count; n = next++) results[n] = await work(wire, n)
      wire.destroy()
    }),
  )
  return results
}
