/** The server as it is served: a process of its own, on a port of its own. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { tmpdir } from 'node:os'

export interface RunningNode {
  readonly port: number
  readonly pid: number
  /** From the start of the process until it said that it is ready. */
  readonly readyMs: number
  /** Resolves to its exit code, or to the signal that ended it. */
  readonly ended: Promise<number | string>
  /** Sends a signal and waits for the end. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | string>
  /** What it wrote to standard error. */
  readonly complaints: () => string
}

/** As much as one address may ask for; the limits have tests of their own. */
const GENEROUS = { MESSAGES_PER_MINUTE: '10000', REQUESTS_PER_MINUTE_PER_IP: '100000' }

export interface NodeOptions {
  /** Settings of the process; nothing of ours is handed on. */
  readonly settings: Readonly<Record<string, string>>
  /** Arguments of Node itself. */
  readonly nodeArguments?: readonly string[]
  /** Path of another server than ours, which says in the same words that it is ready. */
  readonly script?: string
}

const MAIN = fileURLToPath(new URL('../../src/main.js', import.meta.url))

/** Starts the server and waits until it is ready; rejects with its complaints when it ends before. */
export async function startNode({
  settings,
  nodeArguments = [],
  script = MAIN,
}: NodeOptions): Promise<RunningNode> {
  const start = performance.now()
  const child = spawn(process.execPath, [...nodeArguments, script], {
    // A `.env` of whoever runs this is not ours.
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'], PORT: '0', ...GENEROUS, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaints = ''
  child.stderr.on('data', (data: Buffer) => (complaints += data.toString()))
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? ''))
  })
  const lines = createInterface({ input: child.stdout })
  const port = await new Promise<number>((resolve, reject) => {
    lines.on('line', (line) => {
      const found = / is ready at .*:(\d+)$/.exec(line)?.[1]
      if (found !== undefined) resolve(Number(found))
    })
    void ended.then((how) => reject(new Error(`the server ended (${how}): ${complaints}`)))
  })
  const readyMs = performance.now() - start
  // Its log is read no further, but taken off its hands: a full pipe would hold it up.
  lines.close()
  child.stdout.resume()
  return {
    port,
    pid: child.pid ?? 0,
    readyMs,
    ended,
    end: (signal) => {
      child.kill(signal)
      return ended
    },
    complaints: () => complaints,
  }
}

/** Resident memory of a process, in MiB. */
export function residentMb(pid: number): number {
  const status = `/proc/${pid}/status`
  const kilobytes = existsSync(status)
    ? /VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
  return Number(kilobytes) / 1024
}

/** In which Linux counts a process's time. */
const TICK_MS = 10

/** Processor time that a process has taken, in ms; undefined where the system does not tell. */
export function cpuMsOf(pid: number): number | undefined {
  const stat = `/proc/${pid}/stat`
  if (!existsSync(stat)) return undefined
  // The name of the program comes before, in brackets, and may hold blanks.
  const fields = readFileSync(stat, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}
