/** Stops the store at every moment, in every way, and looks what is left. */
import { describe, expect, test } from '@jest/globals'
import type { FolderLock } from '../../src/store/folder-lock.js'
import { openLockedStore } from '../../src/store/lowdb.js'
import type { Phone } from '../../src/store/phone.js'
import type { Store } from '../../src/store/store.js'
import { aConversation, aRequest } from '../support/records.js'
import { createSimDisk, randomOf, type SimDisk } from '../support/sim-disk.js'

const runs = Number(process.env.CRASHES ?? 150)
const IDS = ['c1', 'c2', 'c3', 'c4']
const PHONE = 'a'.repeat(64)
/** The conversation whose requests to the staff are looked at. */
const REQUESTS = 'requests'

/** Short, so that checkpoints run all the time. */
const journal = { bytes: 4_000, seconds: 30 }
const freeLock: FolderLock = { isHeld: () => true, release: () => Promise.resolve() }
const open = (disk: SimDisk) => openLockedStore({ folder: '/data', journal }, freeLock, disk)

interface Call {
  /** Calls for one record are done in the order of their numbers. */
  readonly number: number
  /** Stands in the record; undefined for an erasure. */
  readonly mark: string | undefined
}

/** What is known of one record. */
interface Known {
  /** The last call that has resolved. */
  sure: Call
  readonly asked: Call[]
  /** What must be nowhere any more. */
  gone: string[]
}

interface World {
  readonly random: () => number
  readonly known: ReadonlyMap<string, Known>
  disk: SimDisk
  store: Store
  calls: number
}

async function aWorld(seed: number): Promise<World> {
  const random = randomOf(seed)
  const disk = createSimDisk(random)
  const nothing = { number: 0, mark: undefined }
  const known = new Map<string, Known>()
  for (const id of [...IDS, PHONE, REQUESTS]) known.set(id, { sure: nothing, asked: [], gone: [] })
  return { random, known, disk, store: await open(disk), calls: 0 }
}

/** Does one thing to one record, and remembers what came of it. */
async function act(world: World, id: string): Promise<void> {
  const { random, store } = world
  const known = world.known.get(id)!
  const number = ++world.calls
  const mark = random() < 0.25 ? undefined : `mark-${String(number).padStart(6, '0')}-`
  const call = { number, mark }
  known.asked.push(call)
  if (id === PHONE) await changePhone(store, call)
  else if (id === REQUESTS) await changeRequests(store, call)
  else await changeConversation(store, id, call)
  if (number > known.sure.number) known.sure = call
  if (mark !== undefined) return
  const before = known.asked.filter((earlier) => earlier.number < number)
  known.gone = before.flatMap((earlier) => earlier.mark ?? [])
  for (const each of known.gone) expect(world.disk.grep(each)).toEqual([])
}

async function changeConversation(store: Store, id: string, { number, mark }: Call): Promise<void> {
  if (mark === undefined) await store.erase(id)
  else await store.write(aConversation({ id, tokenHash: mark.repeat(1 + (number % 3) * 9) }))
}

/** Erases the record, or only what the patient wants forgotten. */
async function changePhone(store: Store, { number, mark }: Call): Promise<void> {
  const phone: Phone = { schemaVersion: 1, key: PHONE, isOptedOut: false, ledger: [] }
  const forgotten = number % 2 === 0 ? phone : undefined
  const after = mark === undefined ? forgotten : { ...phone, sealedNumber: mark }
  await store.phones.change(PHONE, () => after)
}

async function changeRequests(store: Store, { number, mark }: Call): Promise<void> {
  if (mark === undefined) await store.eraseHandoffs(REQUESTS)
  else await store.writeHandoff(aRequest({ id: number, conversationId: REQUESTS, about: mark }))
}

async function markOf(store: Store, id: string): Promise<string | undefined> {
  if (id === REQUESTS) return (await store.listHandoffs({ limit: 1_000 })).at(-1)?.about
  if (id === PHONE) return (await store.phones.read(PHONE))?.sealedNumber
  return /^mark-\d{6}-/.exec((await store.read(id))?.tokenHash ?? '')?.[0]
}

/** Each record is what the last resolved call has left, or what a later one has asked for. */
async function checkAll(world: World): Promise<void> {
  for (const [id, known] of world.known) {
    const found = await markOf(world.store, id)
    const later = known.asked.filter(({ number }) => number >= known.sure.number)
    expect([known.sure, ...later].map(({ mark }) => mark)).toContain(found)
    for (const mark of known.gone) expect(world.disk.grep(mark)).toEqual([])
    known.sure = { number: world.calls, mark: found }
  }
}

/** Lets several do things at the same time, until the disk is gone or all are done. */
async function work(world: World, calls: number): Promise<void> {
  const one = async () => {
    for (let call = 0; call < calls; call += 1) {
      const ids = [...world.known.keys()]
      await act(world, ids[Math.floor(world.random() * ids.length)]!).catch(rethrowAssertion)
    }
  }
  await Promise.all([one(), one(), one()])
}

function rethrowAssertion(error: unknown): void {
  if (error instanceof Error && 'matcherResult' in error) throw error
}

describe(`stopped in ${runs} ways`, () => {
  test.each(['killed', 'power_cut'] as const)(
    '%s: what was promised is there, what was erased is nowhere, nothing is there in part',
    async (how) => {
      for (let seed = 1; seed <= runs; seed += 1) {
        const world = await aWorld(seed)
        for (let crash = 0; crash < 3; crash += 1) {
          world.disk.dieAt = world.disk.changes() + 1 + Math.floor(world.random() * 60)
          await work(world, 8)
          await world.store.close()
          world.disk = world.disk.restart(how)
          world.store = await open(world.disk)
          await checkAll(world)
        }
        await world.store.close()
        expect(world.disk.paths().filter((path) => /journal|tmp|damaged/.test(path))).toEqual([])
      }
    },
    120_000,
  )

  test('a disk that gets full at any moment keeps what was promised, and heals', async () => {
    for (let seed = 1; seed <= runs; seed += 1) {
      const world = await aWorld(seed)
      await work(world, 4)
      world.disk.fullFrom = world.disk.changes() + Math.floor(world.random() * 20)
      await work(world, 4)
      await expect(world.store.probe()).rejects.toMatchObject({ code: 'STORE_FAILED' })
      world.disk.fullFrom = undefined
      await checkAll(world)
      await expect(world.store.probe()).resolves.toBeUndefined()
      await work(world, 4)
      await checkAll(world)
      await world.store.close()
      expect(world.disk.paths().filter((path) => /journal|tmp|damaged/.test(path))).toEqual([])
    }
  }, 120_000)
})
