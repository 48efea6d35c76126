import { randomUUID } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { realDisk, type NewFile } from './disk.js'

/** Replaces a small file whole and for good; `tempFolder` lies on the same file system. */
export async function replaceFile({ path, ...file }: NewFile, tempFolder: string): Promise<void> {
  const temp = join(tempFolder, `${basename(path)}.${randomUUID()}.tmp`)
  try {
    await realDisk.writeNew({ ...file, path: temp })
    await realDisk.rename(temp, path)
  } catch (error) {
    await realDisk.remove(temp).catch(() => undefined)
    throw error
  }
  await realDisk.syncFolder(dirname(path))
}
