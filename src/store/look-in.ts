/** Looks into a data folder that another process may hold; changes nothing in it. */
import { resolve } from 'node:path'
import { StoreError } from '../errors.js'
import { ENROLMENTS, type Enrolments } from './enrolments.js'
import { createFileShelf } from './file-shelf.js'
import { PHONES, type Phone } from './phone.js'
import type { Shelf } from './shelf.js'

type ReadOnly<T> = Pick<Shelf<T>, 'read' | 'keys' | 'list'>

/** Each file is written whole and put in its place at once, so that none is ever read half. */
export function lookIn(path: string): {
  readonly phones: ReadOnly<Phone>
  readonly enrolments: ReadOnly<Enrolments>
} {
  const folder = {
    root: resolve(path),
    write: () => Promise.reject(new StoreError('this look into the folder changes nothing')),
  }
  const door = { inOrder: <T>(_key: string, _doing: string, work: () => Promise<T>) => work() }
  return {
    phones: createFileShelf(PHONES, folder, door),
    enrolments: createFileShelf(ENROLMENTS, folder, door),
  }
}
