/** A store that tells how long each of its operations took, and what it kept. */
import { performance } from 'node:perf_hooks'
import { ConversationChangedError } from '../errors.js'
import type { Shelf } from '../store/shelf.js'
import type { Conversation, Store } from '../store/store.js'
import type { Measures } from './measures.js'
import { watchFollowUps } from './watch-follow-ups.js'

export const STORE_OPERATIONS = [
  'read',
  'write',
  'replace',
  'erase',
  'sweep',
  'probe',
  'shelf_read',
  'shelf_change',
  'handoff_read',
  'handoff_write',
] as const
export type StoreOperation = (typeof STORE_OPERATIONS)[number]

export const STORE_OUTCOMES = ['done', 'changed', 'failed'] as const
export type StoreOutcome = (typeof STORE_OUTCOMES)[number]

/** Makes a store that does as the given one does, and tells of it. */
export function watchStore(
  store: Store,
  measures: Pick<Measures, 'stored' | 'turn' | 'followUp'>,
): Store {
  const timed =
    <A extends readonly unknown[], R>(
      operation: StoreOperation,
      work: (...args: A) => Promise<R>,
    ): ((...args: A) => Promise<R>) =>
    async (...args) => {
      const startMs = performance.now()
      let outcome: StoreOutcome = 'done'
      try {
        return await work(...args)
      } catch (error) {
        outcome = error instanceof ConversationChangedError ? 'changed' : 'failed'
        throw error
      } finally {
        measures.stored({ operation, outcome, ms: performance.now() - startMs })
      }
    }
  const shelf = <T>(watched: Shelf<T>): Shelf<T> => ({
    ...watched,
    read: timed('shelf_read', watched.read),
    change: timed('shelf_change', watched.change),
  })
  const replace = timed('replace', store.replace)

  return {
    ...store,
    phones: shelf(store.phones),
    enrolments: watchFollowUps(shelf(store.enrolments), measures),
    read: timed('read', store.read),
    write: timed('write', store.write),
    // With all that is given: what a store takes besides must reach it.
    replace: async (...given) => {
      await replace(...given)
      const [before, after] = given
      if (lastSeq(after) > lastSeq(before)) measures.turn(after)
    },
    erase: timed('erase', store.erase),
    eraseByKey: timed('erase', store.eraseByKey),
    eraseExpired: timed('sweep', store.eraseExpired),
    probe: timed('probe', store.probe),
    readHandoff: timed('handoff_read', store.readHandoff),
    listHandoffs: timed('handoff_read', store.listHandoffs),
    writeHandoff: timed('handoff_write', store.writeHandoff),
    changeHandoff: timed('handoff_write', store.changeHandoff),
    eraseHandoffs: timed('erase', store.eraseHandoffs),
  }
}

function lastSeq({ exchanges }: Conversation): number {
  return exchanges.at(-1)?.seq ?? 0
}
