/** Records of one kind, by key: phones, and what else is few and must not be lost. */
import { z } from 'zod'
import { StoreError } from '../errors.js'

export interface Shelf<T> {
  readonly read: (key: string) => Promise<T | undefined>
  /**
   * Changes a record, makes it, or erases it where the change is undefined; calls for one key are taken one after
   * the other, and what has resolved survives a crash. A change that gives back what it was given writes nothing. It
   * may be tried more than once, so that only its last try counts.
   */
  readonly change: (
    key: string,
    change: (before: T | undefined) => T | undefined,
  ) => Promise<T | undefined>
  /** In order; tells of damaged records, too, so that one of them does not hide the others. */
  readonly keys: () => Promise<readonly string[]>
  /** In the order of their keys. */
  readonly list: () => Promise<readonly T[]>
}

/** What a kind of record is called, and what it must look like. */
export interface ShelfKind<T> {
  /** Folder of its files. */
  readonly name: string
  readonly schema: z.ZodType<T>
  /** Whether a change takes away what a patient wants forgotten: then no copy of it may be left. */
  readonly isForgotten?: (before: T, after: T) => boolean
}

/** Keys become names of files. */
const KEY = /^[0-9a-f]{64}$/

/** @throws {StoreError} for what is no key: names of files must say nothing of a patient. */
export function checkKey(key: string): void {
  if (!KEY.test(key)) throw new StoreError('a key is not 64 hex digits')
}

/**
 * Reads a record back.
 *
 * @throws {StoreError} when it is damaged. It is not put aside, as a conversation is: an opt-out that cannot be
 *   read must stop a message, not let it pass.
 */
export function parseShelved<T>({ name, schema }: ShelfKind<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    // The cause would quote what stands in the record.
    const why = cause instanceof z.ZodError ? 'has the wrong shape' : 'is no JSON'
    throw new StoreError(`a record of ${name} ${why}`, {
      hint: 'restore it from a backup; until then nothing is sent to its number',
    })
  }
}
