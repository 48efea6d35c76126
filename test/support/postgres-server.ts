/** A PostgreSQL server of our own, from the binaries that npm brought; runs as root, too. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { nobody, postgresBinaries } from './postgres-binaries.js'

export interface PostgresServer {
  readonly url: string
  /** Like a restart of the machine: connections break, and what was promised is kept. */
  readonly halt: () => Promise<void>
  readonly start: () => Promise<void>
  readonly remove: () => Promise<void>
}

// The disk of a test need not survive a power cut; what a killed process was promised must still be there.
const SETTINGS = [
  ...['fsync=off', 'full_page_writes=off', 'shared_buffers=16MB', 'max_connections=200'],
  ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'log_min_messages=fatal'],
]

/** @param settings `name=value`, in the place of those that make tests fast. */
export async function startPostgres(settings: readonly string[] = []): Promise<PostgresServer> {
  const bin = await postgresBinaries()
  const folder = await mkdtemp(join(tmpdir(), 'bonewise-pg-'))
  if (nobody !== undefined) await chown(folder, nobody, nobody)
  const data = join(folder, 'data')
  const own = { ...(nobody !== undefined && { uid: nobody, gid: nobody }), cwd: folder }
  const options = ['--username=bonewise', '--auth=trust', '--encoding=UTF8', '--locale=C']
  await finished(spawn(join(bin, 'initdb'), ['-D', data, '--no-sync', ...options], own))

  const port = await freePort()
  const url = `postgres://bonewise@127.0.0.1:${port}/postgres`
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    ...[...SETTINGS, ...settings].flatMap((each) => ['-c', each]),
  ]
  let server: ChildProcess | undefined
  let guard: ChildProcess | undefined

  const start = async () => {
    server = spawn(join(bin, 'postgres'), args, { ...own, stdio: 'ignore' })
    guard = endWithUs(server)
    await untilItAnswers(url, server)
  }
  const halt = async () => {
    if (server === undefined) return
    guard?.kill('SIGKILL')
    const ended = once(server, 'exit')
    // "Immediate": no farewell to anybody, and recovery from the log at the next start.
    server.kill('SIGQUIT')
    await ended
    server = undefined
  }
  await start()
  return {
    ...{ url, start, halt },
    remove: async () => {
      await halt()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Ends the server when this process is gone, however it went: a killed test run must not leave one behind. */
function endWithUs(server: ChildProcess): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined
  const script = 'read _; kill -QUIT "$1"'
  const stdio = ['pipe', 'ignore', 'ignore'] as const
  // Its input ends with us, and with that its wait.
  const guard = spawn('sh', ['-c', script, 'sh', String(server.pid)], { stdio: [...stdio] })
  guard.unref()
  return guard
}

async function finished(child: ChildProcess): Promise<void> {
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => (said += data.toString()))
  }
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`initdb failed: ${said}`)
}

async function untilItAnswers(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (server.exitCode !== null) throw new Error(`postgres ended with ${server.exitCode}`)
    const client = new pg.Client({ connectionString: url })
    // Unheard, a connection that breaks would end the process.
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await sleep(50)
    }
  }
  throw new Error('postgres does not answer')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}
