/** A file system in memory that dies, loses power or gets full at a chosen moment, as badly as a real one may. */
import { basename, dirname } from 'node:path'
import type { Disk, LogFile } from '../../src/store/disk.js'

interface Inode {
  now: Buffer
  /** What a power cut leaves. */
  synced: Buffer
  modifiedMs: number
}

export interface SimDisk extends Disk {
  /** Operations that have changed something so far. */
  readonly changes: () => number
  /** From this change on nothing works; the change itself is done in part. */
  dieAt: number
  /** From this change on everything that needs space fails, until it is undefined again. */
  fullFrom: number | undefined
  /** What is there after a restart; a power cut also takes what was not synced, whatever part it likes. */
  readonly restart: (how: 'killed' | 'power_cut') => SimDisk
  /** Paths of the files that hold a text. */
  readonly grep: (text: string) => readonly string[]
  readonly paths: () => readonly string[]
}

/** Numbers from 0 to 1, always the same for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    // mulberry32, in the public domain.
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

interface Names {
  readonly now: Map<string, Inode>
  readonly synced: Map<string, Inode>
  /** Of each path, what was done to its name since its folder was synced. */
  readonly since: Map<string, (Inode | undefined)[]>
}

export function createSimDisk(
  random: () => number,
  names: Names = { now: new Map(), synced: new Map(), since: new Map() },
): SimDisk {
  let changes = 0

  /** Lets an operation pass, or only a part of it, or nothing of it. */
  const change = async (whole: () => void, part?: (share: number) => void): Promise<void> => {
    // As on a disk, whoever waits goes on later, and others come in between.
    await new Promise((resolve) => setImmediate(resolve))
    changes += 1
    if (changes > disk.dieAt) throw new Error('the disk is gone')
    if (changes === disk.dieAt) {
      const share = random()
      if (share > 0.7) whole()
      else if (share > 0.3) part?.(random())
      throw new Error('the disk is going')
    }
    if (part !== undefined && disk.fullFrom !== undefined && changes >= disk.fullFrom) {
      part(random())
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
    }
    whole()
  }
  const name = (path: string, inode: Inode | undefined): void => {
    if (inode === undefined) names.now.delete(path)
    else names.now.set(path, inode)
    names.since.set(path, [...(names.since.get(path) ?? []), inode])
  }
  const need = (path: string): Inode => {
    const found = names.now.get(path)
    if (found === undefined) throw Object.assign(new Error(path), { code: 'ENOENT' })
    return found
  }

  const disk: SimDisk = {
    dieAt: Infinity,
    fullFrom: undefined,
    changes: () => changes,
    read: (path) => Promise.resolve(names.now.get(path)?.now),
    names: (folder) => Promise.resolve(namesIn(names.now.keys(), folder)),
    times: (path) => {
      const inode = names.now.get(path)
      return Promise.resolve(inode && { modifiedMs: inode.modifiedMs, touchedMs: 0 })
    },
    makeFolder: () => Promise.resolve(),
    writeNew: ({ path, text, modifiedAt = new Date(0) }) => {
      const bytes = Buffer.from(text)
      const put = (length: number): Inode => {
        const now = bytes.subarray(0, length)
        const inode = { now, synced: Buffer.alloc(0), modifiedMs: modifiedAt.getTime() }
        name(path, inode)
        return inode
      }
      return change(
        () => {
          put(bytes.length).synced = bytes
        },
        (share) => put(Math.floor(share * bytes.length)),
      )
    },
    rename: (from, to) =>
      change(() => {
        const inode = need(from)
        name(from, undefined)
        name(to, inode)
      }),
    remove: async (path) => {
      const isThere = names.now.has(path)
      if (isThere) await change(() => name(path, undefined))
      return isThere
    },
    touch: (path, at) =>
      change(() => {
        need(path).modifiedMs = at.getTime()
      }),
    syncFolder: (folder) =>
      change(() => {
        for (const path of names.since.keys()) if (dirname(path) === folder) settle(names, path)
      }),
    openLog: async (path) => {
      if (!names.now.has(path)) {
        const empty = Buffer.alloc(0)
        const make = () => name(path, { now: empty, synced: empty, modifiedMs: 0 })
        await change(make, () => undefined)
      }
      return logOver(need(path), change)
    },
    restart: (how) =>
      createSimDisk(random, how === 'killed' ? names : afterPowerCut(names, random)),
    grep: (text) =>
      [...names.now].filter(([, { now }]) => now.includes(text)).map(([path]) => path),
    paths: () => [...names.now.keys()].sort(),
  }
  return disk
}

type Change = (whole: () => void, part?: (share: number) => void) => Promise<void>

function logOver(inode: Inode, change: Change): LogFile {
  const put = (bytes: Buffer, at: number): void => {
    const now = Buffer.alloc(Math.max(inode.now.length, at + bytes.length))
    inode.now.copy(now)
    bytes.copy(now, at)
    inode.now = now
  }
  return {
    write: (bytes, at) =>
      change(
        () => put(bytes, at),
        (share) => put(bytes.subarray(0, Math.floor(share * bytes.length)), at),
      ),
    sync: () =>
      change(
        () => {
          inode.synced = inode.now
        },
        () => undefined,
      ),
    truncate: (length) =>
      change(() => {
        inode.now = inode.now.subarray(0, length)
      }),
    read: (at, length) => Promise.resolve(inode.now.subarray(at, at + length)),
    close: () => Promise.resolve(),
  }
}

function namesIn(paths: Iterable<string>, folder: string): readonly string[] {
  const below = [...paths].filter((path) => path.startsWith(`${folder}/`))
  return [...new Set(below.map((path) => path.slice(folder.length + 1).split('/')[0] ?? ''))].sort()
}

function settle({ now, synced, since }: Names, path: string): void {
  const inode = now.get(path)
  if (inode === undefined) synced.delete(path)
  else synced.set(path, inode)
  since.delete(path)
}

/** Of each name some of what was done to it, and of each file what was synced, or a part of the rest. */
function afterPowerCut(names: Names, random: () => number): Names {
  const left = new Map(names.synced)
  for (const [path, done] of names.since) {
    const last = Math.floor(random() * (done.length + 1)) - 1
    if (last < 0) continue
    const inode = done[last]
    if (inode === undefined) left.delete(path)
    else left.set(path, inode)
  }
  for (const inode of new Set(left.values())) {
    inode.now = tornOf(inode, random)
    inode.synced = inode.now
  }
  return { now: left, synced: new Map(left), since: new Map() }
}

function tornOf({ now, synced }: Inode, random: () => number): Buffer {
  const choice = random()
  if (now.equals(synced) || choice < 0.3) return synced
  if (choice < 0.5) return now
  // Any page of what is new may have reached the disk, and the length before the content.
  const torn = Buffer.from(now)
  const isKept = now.subarray(0, synced.length).equals(synced)
  for (let at = isKept ? synced.length : 0; at < torn.length; at += 64) {
    if (random() < 0.5) torn.fill(0, at, Math.min(at + 64, torn.length))
  }
  return isKept ? torn : synced
}

/** For the messages of a failed test. */
export function shortPaths(disk: Pick<SimDisk, 'paths'>): readonly string[] {
  return disk.paths().map((path) => basename(path))
}
