/** The HTTP server: time limits for slow clients, and a stop that lets running turns finish. */
import { ConfigError } from '../errors.js'
import { isErrorWithCode } from '../store/durable-file.js'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'

export interface Listening {
  readonly port: number
  /** Takes no new connection, lets what runs finish for `shutdownSeconds`, then closes the rest. */
  readonly stop: () => Promise<void>
}

/** Starts to serve; rejects when the port cannot be had. */
export async function listen(
  app: RequestListener,
  config: { readonly port: number; readonly host: string; readonly shutdownSeconds: number },
): Promise<Listening> {
  // Node's own limits let two thousand slow clients sit for a minute.
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 15_000,
      connectionsCheckingInterval: 2_000,
      keepAliveTimeout: 5_000,
      keepAlive: true,
    },
    app,
  )
  server.listen(config.port, config.host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const why = isErrorWithCode(error, 'EADDRINUSE') ? 'is in use' : 'cannot be opened'
    throw new ConfigError(`port ${config.port} of ${config.host} ${why}`, 'set PORT and HOST')
  }
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.port

  const stop = async () => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    // Connections that finish their request stay open for the next one, which will never be served.
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    const deadline = setTimeout(() => server.closeAllConnections(), config.shutdownSeconds * 1000)
    await closed
    clearInterval(sweep)
    clearTimeout(deadline)
  }
  return { port, stop }
}
