/** Serves the numbers on a port of their own, which no patient can reach. */
import type { RequestListener } from 'node:http'
import { listen, type Listening } from './listen.js'
import type { Metrics } from './metrics.js'

export function serveMetrics(
  metrics: Pick<Metrics, 'text' | 'contentType'>,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<Listening> {
  const place = { port, host, settings: 'METRICS_PORT and METRICS_HOST' }
  return listen(answer(metrics), { ...place, shutdownSeconds: 1 })
}

function answer({ text, contentType }: Pick<Metrics, 'text' | 'contentType'>): RequestListener {
  return (req, res) => {
    if (req.url !== '/metrics' || (req.method !== 'GET' && req.method !== 'HEAD')) {
      return void res.writeHead(404).end()
    }
    text().then(
      (body) => res.writeHead(200, { 'Content-Type': contentType }).end(body),
      () => res.writeHead(500).end(),
    )
  }
}
