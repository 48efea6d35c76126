/** Takes all that one store keeps to another, and counts whether all of it is there. */
import { StoreError } from '../errors.js'
import type { HandoffRequest } from './handoff.js'
import type { Shelf } from './shelf.js'
import type { Store } from './store.js'

/** How many of each kind. */
export type Counts = Readonly<Record<string, number>>

const PAGE = 100
const SHELVES = ['phones', 'enrolments'] as const
/** As much as a target takes at once. */
const AT_ONCE = 16

/**
 * Copies every record; the source stays as it is.
 *
 * @param onProgress hears after each hundred of a kind.
 * @throws {StoreError} when the target keeps something already, or does not have all of it afterwards.
 */
export async function moveStore(
  { from, to }: { readonly from: Store; readonly to: Store },
  onProgress: (kind: string, count: number) => void,
): Promise<Counts> {
  const before = await countsOf(to)
  if (Object.values(before).some((count) => count > 0)) {
    throw new StoreError('the target keeps records already', {
      hint: 'give a new folder, or a database with empty tables: nothing was copied',
    })
  }
  const tell = (kind: string) => (count: number) => {
    if (count % PAGE === 0) onProgress(kind, count)
  }
  const counts: Record<string, number> = {
    conversations: await forEachOf(
      from.conversations(),
      (conversation) => to.write(conversation),
      tell('conversations'),
    ),
    requests: await forEachOf(
      handoffsOf(from),
      (request) => to.writeHandoff(request),
      tell('requests'),
    ),
  }
  counts['phones'] = await moveShelf(from.phones, to.phones, tell('phones'))
  counts['enrolments'] = await moveShelf(from.enrolments, to.enrolments, tell('enrolments'))
  const after = await countsOf(to)
  const missing = Object.keys(counts).filter((kind) => counts[kind] !== after[kind])
  if (missing.length > 0) {
    throw new StoreError(`the target does not have all ${missing.join(' and ')}`, {
      hint: 'stop all servers that use either of the two, empty the target, and try again',
    })
  }
  return counts
}

/** Reads everything once, so that what is counted can also be read. */
export async function countsOf(store: Store): Promise<Counts> {
  const none = () => Promise.resolve()
  const counts: Record<string, number> = {
    conversations: await forEachOf(store.conversations(), none),
    requests: await forEachOf(handoffsOf(store), none),
  }
  for (const shelf of SHELVES) {
    const keys = await store[shelf].keys()
    counts[shelf] = await forEachOf(keys, async (key) => void (await store[shelf].read(key)))
  }
  return counts
}

async function moveShelf<T>(
  from: Shelf<T>,
  to: Shelf<T>,
  onDone: (count: number) => void,
): Promise<number> {
  const copy = async (key: string) => {
    const record = await from.read(key)
    await to.change(key, () => record)
  }
  return forEachOf(await from.keys(), copy, onDone)
}

async function* handoffsOf(store: Store): AsyncGenerator<HandoffRequest> {
  let after: string | undefined
  for (;;) {
    const query = { limit: PAGE, ...(after !== undefined && { after }) }
    const page = await store.listHandoffs(query)
    yield* page
    after = page.at(-1)?.id
    if (page.length < PAGE) return
  }
}

/** @returns How many there were. */
async function forEachOf<T>(
  all: AsyncIterable<T> | Iterable<T>,
  work: (each: T) => Promise<void>,
  onDone: (count: number) => void = () => undefined,
): Promise<number> {
  let count = 0
  let underWay: Promise<void>[] = []
  for await (const each of all) {
    underWay.push(work(each))
    count += 1
    if (underWay.length === AT_ONCE) {
      await Promise.all(underWay)
      underWay = []
    }
    onDone(count)
  }
  await Promise.all(underWay)
  return count
}
