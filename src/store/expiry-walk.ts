import { join } from 'node:path'
import type { DataFolder } from './data-folder.js'

const damagedKeepDays = 30
const dayMs = 86_400_000

export interface ExpiryWalk {
  /** How many files are looked at before the walk rests; the next call goes on from there. */
  readonly filesPerCall: number
  /** Looks into one file whose time says that it may have expired; resolves to whether it erased it. */
  readonly eraseIfExpired: (path: string, nowMs: number) => Promise<boolean>
}

/**
 * Makes the walk that finds expired conversations without reading the others:
 * a conversation's file carries the moment of its expiry as its time of last change.
 */
export function createExpiryWalk(folder: DataFolder, walk: ExpiryWalk) {
  let lastLeaf = ''

  return async (nowMs: number): Promise<number> => {
    await eraseOldDamaged(folder, nowMs)
    const leaves = await folder.leaves()
    const ahead = leaves.filter((leaf) => leaf > lastLeaf)
    let seen = 0
    let erased = 0
    for (const leaf of [...ahead, ...leaves.slice(0, leaves.length - ahead.length)]) {
      const names = await folder.disk.names(leaf)
      for (const path of names.map((name) => join(leaf, name))) {
        const mayBeOver = (await folder.disk.times(path))?.modifiedMs ?? Infinity
        if (mayBeOver <= nowMs && (await walk.eraseIfExpired(path, nowMs))) erased += 1
      }
      lastLeaf = leaf
      seen += names.length
      if (seen >= walk.filesPerCall) break
    }
    return erased
  }
}

// Nobody has mended it by now, and it holds what a patient wrote.
async function eraseOldDamaged({ root, disk }: DataFolder, nowMs: number): Promise<void> {
  const damaged = join(root, 'damaged')
  for (const name of await disk.names(damaged)) {
    const path = join(damaged, name)
    const times = await disk.times(path)
    if (times === undefined) continue
    // A time after the moving aside is still the expiry; an earlier one is that of the damage.
    const isExpiry = times.modifiedMs > times.touchedMs
    const keepUntilMs = isExpiry ? times.modifiedMs : times.touchedMs + damagedKeepDays * dayMs
    if (keepUntilMs < nowMs) await disk.remove(path)
  }
  await disk.syncFolder(damaged)
}
