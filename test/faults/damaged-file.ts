/** Files of conversations that somebody damages by hand while the server runs. */
import assert from 'node:assert/strict'
import { readFile, readdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startNode } from '../support/node.js'
import { aFolder, fileOf } from '../support/folders.js'
import { wireTo } from '../support/wire.js'
import {
  checkKept,
  historyOf,
  isServing,
  openPatient,
  say,
  type Patient,
  type Report,
} from './talk.js'

const DAMAGES: readonly ((path: string) => Promise<void>)[] = [
  (path) => truncate(path, 0),
  async (path) => truncate(path, Math.floor((await readFile(path)).length / 2)),
  (path) => writeFile(path, '{}'),
  (path) => writeFile(path, 'null'),
  (path) => writeFile(path, '{"__proto__":{"schemaVersion":1}}'),
  (path) => writeFile(path, Buffer.from([0xff, 0xfe, 0x00, 0x7b])),
  async (path) =>
    writeFile(path, (await readFile(path, 'utf8')).replace('"turns":1', '"turns":-1')),
  async (path) => writeFile(path, (await readFile(path, 'utf8')).replace('exchanges', 'exchange5')),
]

/** Talks, restarts, damages every second conversation, and holds that the others go on and no damage is thrown away. */
export async function damagedFiles(each: number): Promise<Report> {
  const folder = await aFolder()
  const settings = { DATA_DIR: folder.path }
  try {
    const first = await startNode({ settings })
    const patients = await talk(first.port, 2 * each * DAMAGES.length)
    // All is in the files by now, and the next server has none of it in mind.
    await first.end('SIGTERM')

    const node = await startNode({ settings })
    await isServing(node.port)
    for (const [n, patient] of patients.entries())
      if (isDamaged(n)) await damageOf(n)(fileOf(folder.path, patient.conversationId))
    const statuses = await talkOn(node.port, patients)
    await isServing(node.port)
    await node.end('SIGTERM')

    assert.equal(node.complaints(), '')
    const damaged = patients.length / 2
    const aside = (await readdir(join(folder.path, 'damaged'))).length
    assert.equal(aside, damaged, 'not every damaged file was put aside')
    return { conversations: patients.length, damaged, aside, refused: statuses.length }
  } finally {
    await folder.remove()
  }
}

const isDamaged = (n: number): boolean => n % 2 === 1

function damageOf(n: number) {
  const damage = DAMAGES[((n - 1) / 2) % DAMAGES.length]
  assert.ok(damage !== undefined)
  return damage
}

async function talk(port: number, count: number): Promise<readonly Patient[]> {
  const wire = wireTo(port)
  const patients = []
  for (let n = 0; n < count; n++) {
    const patient = await openPatient(wire)
    await say(wire, patient, { id: 'm1', text: 'what is osteopenia?' })
    patients.push(patient)
  }
  wire.destroy()
  return patients
}

/** The whole ones go on; the damaged ones are no conversations any more, which is told as such and not as a fault. */
async function talkOn(port: number, patients: readonly Patient[]): Promise<readonly number[]> {
  const wire = wireTo(port)
  const refused: number[] = []
  for (const [n, patient] of patients.entries()) {
    const { status, body } = await say(wire, patient, { id: 'm2', text: 'thanks' })
    if (!isDamaged(n)) {
      assert.equal(status, 200, body)
      checkKept(await historyOf(wire, patient), ['m1', 'm2'])
    } else {
      assert.equal(status, 404, `damage ${(n - 1) / 2}: ${body}`)
      refused.push(status)
    }
  }
  wire.destroy()
  return refused
}
