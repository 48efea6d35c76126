/** The outbox killed at every step of its work: nothing goes out twice, and every text is in a named state. */
import { cp, rm } from 'node:fs/promises'
import { createMemoryStore } from '../../src/store/memory.js'
import type { Store } from '../../src/store/store.js'
import { openLowdbStore } from '../../src/store/lowdb.js'
import { startChild } from '../support/child.js'
import {
  enrol,
  FIRST_MS,
  outboxOver,
  reportOf,
  startTwilio,
  statesOf,
} from '../support/follow-ups.js'
import { aFolder } from '../support/folders.js'
import { playTwoDays } from '../support/outbox-steps.js'
import type { SimulatedTwilio } from '../support/simulated-twilio.js'

export interface OutboxKillOptions {
  /** Patients, each with a text on two days; a whole run takes about 17 steps for each text. */
  readonly numbers: number
  /** Of the steps of a run, spread over all of it (default: every one). */
  readonly kills?: number
}

export interface OutboxKillReport {
  readonly kills: number
  /** Of a run that is not killed. */
  readonly steps: number
  readonly texts: number
  /** Texts that a patient got twice. */
  readonly doubles: number
  /** Texts that are in no end, or in a wrong one: taken and not known as delivered, or the other way. */
  readonly lost: number
  /** Texts that were begun and never handed over; at most one for each kill. */
  readonly unknown: number
}

const STEPS = ['day_0', 'day_2']

/** Kills a process at each step of its own run, each time over a folder of its own, and finishes the work after it. */
export async function killOutboxAtEveryStep({
  numbers,
  kills,
}: OutboxKillOptions): Promise<OutboxKillReport> {
  const patients = patientsOf(numbers)
  const fresh = await aFolder()
  try {
    const store = await openLowdbStore({ folder: fresh.path })
    for (const number of patients) await enrol(store, number)
    await store.close()
    const whole = await killed(fresh.path, patients, 0)
    const runs: Run[] = []
    for (const step of placesOf(whole.steps, kills ?? whole.steps)) {
      runs.push(await killed(fresh.path, patients, step))
    }
    return reportOn(runs, { steps: whole.steps, numbers })
  } finally {
    await fresh.remove()
  }
}

/**
 * The same within one process: at its last step all work stops for ever, as if its process had ended, and another
 * outbox over the same store takes over. It sees the other's process alive, so that the lease must run out.
 */
export async function stopOutboxAtEveryStep({
  numbers,
}: OutboxKillOptions): Promise<OutboxKillReport> {
  const patients = patientsOf(numbers)
  const whole = await stopped(patients, 0)
  const runs: Run[] = []
  for (const step of placesOf(whole.steps, whole.steps)) runs.push(await stopped(patients, step))
  return reportOn(runs, { steps: whole.steps, numbers })
}

function patientsOf(numbers: number): readonly string[] {
  return Array.from({ length: numbers }, (_, n) => `+1212555${String(1000 + n)}`)
}

function reportOn(
  runs: readonly Run[],
  { steps, numbers }: { readonly steps: number; readonly numbers: number },
): OutboxKillReport {
  const sum = (of: (run: Run) => number) => runs.reduce((all, run) => all + of(run), 0)
  return {
    ...{ kills: runs.length, steps, texts: numbers * STEPS.length },
    doubles: sum(({ doubles }) => doubles),
    lost: sum(({ lost, unknown, wasEnded }) => lost + (unknown > 1 || !wasEnded ? 1 : 0)),
    unknown: sum(({ unknown }) => unknown),
  }
}

function placesOf(steps: number, kills: number): readonly number[] {
  const places = Array.from({ length: kills }, (_, n) => 1 + Math.floor((n * steps) / kills))
  return [...new Set(places)]
}

interface Run {
  readonly steps: number
  readonly wasEnded: boolean
  readonly doubles: number
  readonly lost: number
  readonly unknown: number
}

async function killed(fresh: string, patients: readonly string[], killAt: number): Promise<Run> {
  const folder = await aFolder()
  const twilio = await startTwilio()
  try {
    await cp(fresh, folder.path, { recursive: true })
    const child = startChild('./outbox-worker.js', [folder.path, twilio.url, String(killAt)])
    // A killed one says nothing; what it complains of is read from its end.
    const done = await child.line('done').catch(() => undefined)
    await child.kill()
    const store = await openLowdbStore({ folder: folder.path })
    const after = await finished(store, patients, twilio).finally(store.close)
    return { ...after, steps: Number(done?.split(' ')[1] ?? 0), wasEnded: done === undefined }
  } finally {
    await twilio.close()
    await rm(folder.path, { recursive: true, force: true })
  }
}

async function stopped(patients: readonly string[], stopAt: number): Promise<Run> {
  const store = createMemoryStore()
  for (const number of patients) await enrol(store, number)
  const twilio = await startTwilio()
  try {
    let steps = 0
    const isOver = await new Promise<boolean>((resolve, reject) => {
      const step = () => {
        steps++
        if (stopAt === 0 || steps < stopAt) return undefined
        resolve(true)
        return new Promise<void>(() => undefined)
      }
      playTwoDays(store, twilio.url, step).then(() => resolve(false), reject)
    })
    return { ...(await finished(store, patients, twilio)), steps, wasEnded: isOver }
  } finally {
    await twilio.close()
  }
}

/** Starts again, tells of each text that was taken that it has arrived, and looks what became of all. */
async function finished(store: Store, patients: readonly string[], twilio: SimulatedTwilio) {
  await playTwoDays(store, twilio.url, () => undefined)
  const outbox = outboxOver(store, { twilio, clock: { nowMs: FIRST_MS } })
  for (const message of twilio.messages) await outbox.hear(reportOf(message, 'delivered'))
  const counts = { doubles: 0, lost: 0, unknown: 0 }
  for (const number of patients) {
    const states = await statesOf(store, number)
    for (const step of STEPS) {
      const day = `Day ${step.replace('day_', '')}.`
      const got = twilio.messages.filter(({ to, text }) => to === number && text.includes(day))
      const expected = got.length === 0 ? 'unknown' : 'delivered'
      if (got.length > 1) counts.doubles++
      if (states[step] !== expected) counts.lost++
      if (got.length === 0) counts.unknown++
    }
  }
  return counts
}
