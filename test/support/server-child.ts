/** The whole server in a process of its own, as a clinic runs it. */
import { once } from 'node:events'
import { startChild } from './child.js'

export interface ServerChild {
  readonly url: string
  /** Where its numbers are. */
  readonly metricsUrl: string
  readonly pid: number
  /** Sends a signal; resolves to the exit code once the process has ended. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>
}

const SETTINGS = {
  PORT: '0',
  METRICS_PORT: '0',
  LOG_LEVEL: 'error',
  REQUESTS_PER_MINUTE_PER_IP: '100000',
  MESSAGES_PER_MINUTE: '10000',
}

/**
 * Starts it on a data folder, and waits until it is ready.
 *
 * @param main Path of its program, from this folder.
 */
export async function startServer(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
  main = '../../src/main.js',
): Promise<ServerChild> {
  const env = { ...SETTINGS, DATA_DIR: dataDir, ...settings }
  const child = startChild(main, [], env)
  const ended = once(child.process, 'exit') as Promise<[number | null]>
  const url = (await child.line('Bonewise is ready at ')).split(' ').at(-1) ?? ''
  const metricsUrl = (await child.line('Metrics are at ')).split(' ').at(-1) ?? ''
  const end = async (signal: NodeJS.Signals) => {
    child.process.kill(signal)
    const [code] = await ended
    return code
  }
  return { url, metricsUrl, pid: child.process.pid ?? 0, end }
}
