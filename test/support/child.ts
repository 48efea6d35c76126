import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface Child {
  readonly process: ChildProcess
  /** What it has printed so far, line by line. */
  readonly lines: string[]
  /** Resolves when a line comes that starts so; rejects with what it complained of when it ends before. */
  readonly line: (start: string) => Promise<string>
  readonly kill: () => Promise<void>
}

/** Starts one of the scripts in this folder in a process of its own, with these settings besides ours. */
export function startChild(
  script: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Child {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const child = spawn(process.execPath, [path, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '', ...settings },
  })
  const lines: string[] = []
  let complaints = ''
  child.stderr.on('data', (data: Buffer) => (complaints += data.toString()))
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => lines.push(line))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))

  const line = (start: string) =>
    new Promise<string>((resolve, reject) => {
      const found = lines.find((known) => known.startsWith(start))
      if (found !== undefined) resolve(found)
      reader.on('line', (next) => {
        if (next.startsWith(start)) resolve(next)
      })
      void ended.then(() => reject(new Error(`${script} ended: ${complaints}`)))
    })
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  return { process: child, lines, line, kill }
}
