/** A clinic's own web server, on another origin than the bot's, with the strictest policy that the widget must bear. */
import { once } from 'node:events'
import { createServer } from 'node:http'

export interface ClinicSite {
  readonly origin: string
  /** The same server under a name that the bot was not told of. */
  readonly strangerOrigin: string
  /** Puts a page on the site and tells its path; `body` is HTML. */
  readonly publish: (body: string) => string
  readonly stop: () => Promise<void>
}

/** Starts the clinic's server. `botUrl` is asked for each page: the bot starts after the clinic, whose origin it must know. */
export async function serveClinic(botUrl: () => string): Promise<ClinicSite> {
  const bodies: string[] = []
  const server = createServer((request, response) => {
    const body = bodies[Number(/^\/page-(\d+)$/.exec(request.url ?? '')?.[1])]
    if (body === undefined) return void response.writeHead(404).end()
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policyFor(botUrl()),
    })
    response.end(pageHtml(botUrl(), body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the clinic has no port')
  return {
    origin: `http://localhost:${address.port}`,
    strangerOrigin: `http://127.0.0.1:${address.port}`,
    publish: (body) => `/page-${bodies.push(body) - 1}`,
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** What docs/widget.md asks a clinic to allow, and nothing else: not even a style of the page's own. */
function policyFor(bot: string): string {
  return [
    "default-src 'none'",
    `script-src ${bot}`,
    `connect-src ${bot}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}

function pageHtml(bot: string, body: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Riverside Bone Clinic</title>
    <script src="${bot}/widget.js" defer></script>
  </head>
  <body>
    <main>
      <h1>Riverside Bone Clinic</h1>
      <p>Our own words, and a <a href="#visit">link of ours</a>.</p>
    </main>
    ${body}
  </body>
</html>`
}
