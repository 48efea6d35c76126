/** The HTTP server: time limits for slow clients, and a stop that lets running turns finish. */
import { ConfigError } from '../errors.js'
import { isErrorWithCode } from '../store/durable-file.js'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { RequestListener, Server, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

export interface Listening {
  readonly port: number
  /**
   * Goes on answering for `drainSeconds` and asks each client to come back by another connection; then takes no
   * new one, lets what runs finish for `shutdownSeconds`, and closes the rest.
   */
  readonly stop: () => Promise<void>
}

export interface ListenConfig {
  readonly port: number
  readonly host: string
  readonly shutdownSeconds: number
  /** None if absent. */
  readonly drainSeconds?: number
  /** What to set where the port cannot be had. */
  readonly settings?: string
}

/** Starts to serve; rejects when the port cannot be had. */
export async function listen(app: RequestListener, config: ListenConfig): Promise<Listening> {
  // Node's own limits let two thousand slow clients sit for a minute.
  const server = createServer({
    headersTimeout: 10_000,
    requestTimeout: 15_000,
    connectionsCheckingInterval: 2_000,
    keepAliveTimeout: 5_000,
    keepAlive: true,
  })
  const farewell = createFarewell(server)
  // After the farewell: what it sets must be there before the first byte goes out.
  server.on('request', app)
  await open(server, config)
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.port
  let stopping: Promise<void> | undefined

  const stop = async () => {
    if (!server.listening) return
    farewell.begin()
    await wait((config.drainSeconds ?? 0) * 1000)
    const closed = once(server, 'close')
    server.close()
    // Connections that finish their request stay open for the next one, which will never be served.
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    const deadline = setTimeout(() => server.closeAllConnections(), config.shutdownSeconds * 1000)
    await closed
    clearInterval(sweep)
    clearTimeout(deadline)
  }
  return { port, stop: () => (stopping ??= stop()) }
}

async function open(server: Server, { port, host, settings }: ListenConfig): Promise<void> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const why = isErrorWithCode(error, 'EADDRINUSE') ? 'is in use' : 'cannot be opened'
    throw new ConfigError(`port ${port} of ${host} ${why}`, `set ${settings ?? 'PORT and HOST'}`)
  }
}

/** From its beginning on, each response says that its connection is not to be used again. */
function createFarewell(server: Server): { readonly begin: () => void } {
  const open = new Set<ServerResponse>()
  let isBegun = false
  const say = (res: ServerResponse) => {
    if (!res.headersSent) res.setHeader('Connection', 'close')
  }
  server.on('request', (_req, res) => {
    if (isBegun) return say(res)
    open.add(res)
    res.once('close', () => open.delete(res))
  })
  return {
    begin: () => {
      isBegun = true
      open.forEach(say)
    },
  }
}
