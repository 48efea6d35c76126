import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openLowdbStore } from '../../src/store/lowdb.js'
import { aFolder, filesBelow } from '../support/folders.js'
import { describeErasure, type ErasableStore } from './erasure-contract.js'

/** Every file with its name, but for the lock, which holds a process id. */
async function bytesBelow(folder: string): Promise<Buffer> {
  const names = (await filesBelow(folder)).filter((name) => name !== 'lock')
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name))))
  return Buffer.concat([Buffer.from(names.join('\n')), ...texts])
}

async function openEmbedded(): Promise<ErasableStore> {
  const { path, remove } = await aFolder()
  const store = await openLowdbStore({ folder: path })
  return { store, allBytes: () => bytesBelow(path), cleanUp: remove }
}

describeErasure('embedded', openEmbedded)
