import { randomUUID } from 'node:crypto'
import { open, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { StoreLockedError } from '../errors.js'
import { isErrorWithCode, textOf, unlessAbsent } from './durable-file.js'
import { isRunning, markOfThisProcess } from './process-mark.js'

export interface FolderLock {
  /** False once another process has taken the lock, or somebody has removed it. */
  readonly isHeld: () => boolean
  readonly release: () => Promise<void>
}

const beatMs = 1_000
/** A holder that we cannot see (another container, another machine) is dead after so long without a beat. */
const silenceMs = 5_000
/** After a takeover: long enough for others that found the same dead lock to have made their mistakes. */
const settleMs = 250
const attempts = 3

const holderSchema = z.object({
  token: z.string(),
  pid: z.int(),
  place: z.string(),
  startTicks: z.number().exactOptional(),
})

/**
 * Holds a folder for this process alone, by a file named `lock` in it.
 * The lock of a dead process is taken over: at once if it ran here, else after five silent seconds.
 *
 * @throws {StoreLockedError} when a live process, this one included, holds it.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, 'lock')
  const token = randomUUID()
  const text = JSON.stringify({ token, ...(await markOfThisProcess()) })
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (await create(path, text)) {
      if (attempt > 0) await sleep(settleMs)
      if ((await textOf(path)) === text) return keep(path, text)
      break
    }
    const found = await textOf(path)
    if (found !== undefined && (await isAlive(path, found))) break
    if (found !== undefined) await moveAway(path, { found, aside: `${path}.${token}` })
  }
  throw new StoreLockedError(
    `another process uses the data folder "${folder}"`,
    'stop the other process, or give this one its own DATA_DIR',
  )
}

async function create(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600)
    await file.writeFile(text).finally(() => file.close())
    return true
  } catch (error) {
    if (isErrorWithCode(error, 'EEXIST')) return false
    throw error
  }
}

async function isAlive(path: string, text: string): Promise<boolean> {
  const holder = holderSchema.safeParse(parsed(text))
  const seen = holder.success ? await isRunning(holder.data) : undefined
  return seen ?? (await beatsWithin(path, silenceMs))
}

/** Compares the file with itself, never with our clock: two machines' clocks differ. */
async function beatsWithin(path: string, limitMs: number): Promise<boolean> {
  const first = await beatOf(path)
  for (let waitedMs = 0; waitedMs < limitMs; waitedMs += beatMs / 2) {
    await sleep(beatMs / 2)
    const now = await beatOf(path)
    if (now === undefined) return false
    if (now !== first) return true
  }
  return false
}

// Two processes may find the same dead lock. The rename lets one of them win; the other may then
// have carried off the winner's new lock, sees so by its text, and puts it back.
async function moveAway(
  path: string,
  { found, aside }: { readonly found: string; readonly aside: string },
): Promise<void> {
  await unlessAbsent(rename(path, aside))
  const moved = await textOf(aside)
  if (moved !== undefined && moved !== found) {
    await writeFile(path, moved, { flag: 'wx', mode: 0o600 }).catch(() => undefined)
  }
  await rm(aside, { force: true })
}

function keep(path: string, text: string): FolderLock {
  let isHeld = true
  const beat = async () => {
    if ((await textOf(path)) !== text) isHeld = false
    if (!isHeld) return clearInterval(timer)
    const now = new Date()
    await utimes(path, now, now)
  }
  // A beat that fails (a full disk, say) is no reason to stop: the next one tells.
  const timer = setInterval(() => void beat().catch(() => undefined), beatMs)
  timer.unref()
  return {
    isHeld: () => isHeld,
    release: async () => {
      clearInterval(timer)
      isHeld = false
      if ((await textOf(path)) === text) await rm(path, { force: true })
    },
  }
}

async function beatOf(path: string): Promise<number | undefined> {
  return (await unlessAbsent(stat(path)))?.mtimeMs
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
