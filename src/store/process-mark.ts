import { readFile, readlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { isErrorWithCode } from './durable-file.js'

/** Tells one process from all others, also from a later one that was given the same pid. */
export interface ProcessMark {
  readonly pid: number
  /** Where the pid means something: one boot of one machine and one container in it. */
  readonly place: string
  /** When the process started, in the kernel's ticks since boot; absent where there is no /proc. */
  readonly startTicks?: number
}

export async function markOfThisProcess(): Promise<ProcessMark> {
  const stat = await statOf(process.pid)
  return {
    pid: process.pid,
    place: await thisPlace(),
    ...(stat !== undefined && { startTicks: stat.startTicks }),
  }
}

/** Resolves to whether the marked process still runs, and to undefined where that cannot be seen from here. */
export async function isRunning(mark: ProcessMark): Promise<boolean | undefined> {
  if (mark.place !== (await thisPlace())) return undefined
  if (!pidExists(mark.pid)) return false
  const stat = await statOf(mark.pid)
  if (stat === undefined || mark.startTicks === undefined) return undefined
  return stat.startTicks === mark.startTicks && !stat.isOver
}

function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return !isErrorWithCode(error, 'ESRCH')
  }
}

// A pid alone is not enough: in a container the server is pid 1 every time.
async function thisPlace(): Promise<string> {
  try {
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()
    return `${boot} ${await readlink('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}

/** proc(5): field 3 is the state, field 22 the start; the name in field 2 may hold spaces and brackets. */
async function statOf(
  pid: number,
): Promise<{ readonly startTicks: number; readonly isOver: boolean } | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const startTicks = Number(fields[18])
    return Number.isFinite(startTicks) ? { startTicks, isOver: /^[ZX]/.test(state) } : undefined
  } catch {
    return undefined
  }
}
