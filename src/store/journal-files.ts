import { join } from 'node:path'
import { StoreError } from '../errors.js'
import type { Disk } from './disk.js'
import { batchesIn, type Span } from './journal-batch.js'

export interface FoundSegment {
  readonly path: string
  readonly bytes: Buffer
  readonly spans: readonly Span[]
  /** Where the last whole batch ends. */
  readonly end: number
  /** A batch that was never acknowledged follows, or a part of one. */
  readonly isCut: boolean
}

/**
 * Reads the files of a journal, oldest first.
 *
 * @throws {StoreError} when one is damaged elsewhere than at the end of the last: there, what is broken was promised.
 */
export async function* readJournal(
  disk: Pick<Disk, 'read' | 'names'>,
  folder: string,
): AsyncGenerator<FoundSegment> {
  const names = (await disk.names(folder)).filter((name) => /^\d+\.log$/.test(name))
  for (const name of names) {
    const path = join(folder, name)
    const bytes = (await disk.read(path)) ?? Buffer.alloc(0)
    const { spans, end, isDamaged } = batchesIn(bytes)
    const isCut = end < bytes.length
    if (isDamaged || (isCut && name !== names.at(-1))) {
      throw new StoreError(`the journal file "${path}" is damaged at byte ${end}`, {
        hint:
          'restore the data folder from a backup, or move this file out of it: then what was said in the last ' +
          'half minute before the stop may be lost',
      })
    }
    yield { path, bytes, spans, end, isCut }
  }
}

/** The newest text of each path that a journal holds. */
export async function readJournalTexts(
  disk: Pick<Disk, 'read' | 'names'>,
  folder: string,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  for await (const { bytes, spans } of readJournal(disk, folder)) {
    for (const { path, at, length } of spans) {
      texts.set(path, bytes.toString('utf8', at, at + length))
    }
  }
  return texts
}
