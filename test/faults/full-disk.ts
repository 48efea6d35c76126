/** A real disk that gets full while patients talk: told as such, nothing lost, and healed by itself. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startNode } from '../support/node.js'
import { aFolder } from '../support/folders.js'
import { jsonRequest } from '../support/wire.js'
import { until } from '../support/until.js'
import {
  checkKept,
  historyOf,
  isServing,
  onWire,
  openPatient,
  say,
  type Patient,
  type Report,
} from './talk.js'

const SIZE = '4m'
/** Together more than the room that is left. */
const MESSAGES = 20
const TEXT = 'what is osteopenia?'

/**
 * Fills a small disk under a running server and makes room again, so many times.
 *
 * Where no disk can be mounted (only root may), it reports `mounted 0`; `test/store/crash.test.ts` fills one in memory.
 */
export async function fullDisk(times: number): Promise<Report> {
  const folder = await aFolder()
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder.path])
  try {
    if (mounted.status !== 0) return { mounted: 0 }
    return { mounted: 1, ...(await fillAndFree(folder.path, times)) }
  } finally {
    if (mounted.status === 0) spawnSync('umount', [folder.path])
    await folder.remove()
  }
}

async function fillAndFree(path: string, times: number): Promise<Report> {
  const node = await startNode({ settings: { DATA_DIR: join(path, 'data') } })
  const { port } = node
  const kept = new Map<Patient, string[]>()
  let [acknowledged, refused] = [0, 0]
  try {
    for (let time = 1; time <= times; time += 1) {
      const patient = await onWire(port, openPatient)
      await fill(join(path, 'filler'))
      const ids = await talkUntilRefused(port, patient)
      kept.set(patient, ids)
      refused += MESSAGES - ids.length
      await until('the server says that it is not ready', async () => (await ready(port)) === 503)
      for (const [each, ids] of kept) checkKept(await onWire(port, (w) => historyOf(w, each)), ids)
      await rm(join(path, 'filler'))
      await until('the server is ready again', async () => (await ready(port)) === 200)
      await isServing(port)
    }
    await node.end('SIGTERM')
    const again = await startNode({ settings: { DATA_DIR: join(path, 'data') } })
    for (const [patient, ids] of kept) {
      checkKept(await onWire(again.port, (wire) => historyOf(wire, patient)), ids)
      acknowledged += ids.length
    }
    await again.end('SIGTERM')
    return { filled: times, acknowledged, refused }
  } finally {
    await node.end('SIGKILL')
  }
}

/** Resolves to what was acknowledged. */
async function talkUntilRefused(port: number, patient: Patient): Promise<string[]> {
  const acknowledged: string[] = []
  for (let n = 1; n <= MESSAGES; n += 1) {
    const status = await sayTo(port, patient, `m${n}`)
    if (status === 200) acknowledged.push(`m${n}`)
    else assert.equal(status, 503, 'a full disk is told as such')
  }
  return acknowledged
}

/** Takes all there is, but for less than a turn needs. */
async function fill(path: string): Promise<void> {
  for (let kilobytes = 4096; kilobytes >= 4; kilobytes /= 2) {
    while (await isAppended(path, Buffer.alloc(kilobytes * 1024)));
  }
}

function isAppended(path: string, bytes: Buffer): Promise<boolean> {
  return writeFile(path, bytes, { flag: 'a' }).then(
    () => true,
    () => false,
  )
}

async function sayTo(port: number, patient: Patient, id: string): Promise<number> {
  return onWire(port, async (wire) => (await say(wire, patient, { id, text: TEXT })).status)
}

async function ready(port: number): Promise<number> {
  return onWire(port, async (wire) => {
    wire.write(jsonRequest('/readyz', {}).replace('POST', 'GET'))
    return (await wire.answer()).status
  })
}
