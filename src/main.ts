/** Puts the parts together and serves them. */
import 'dotenv/config'
import { performance } from 'node:perf_hooks'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from './config.js'
import { newSession } from './dialogue/session.js'
import { BonewiseError } from './errors.js'
import { prepare } from './prepare.js'
import { createApp } from './server/app.js'
import { createTurnHost } from './server/botkit.js'
import { createConversations } from './server/conversation.js'
import { listen } from './server/listen.js'
import { createLog, logFailure, logTurn, type Log } from './server/log.js'
import { openLowdbStore } from './store/lowdb.js'
import type { Store } from './store/store.js'
import { takeTurn, type ReadyContent } from './turn.js'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const SWEEP_MS = 10 * 60_000

/** Asked first by most patients, so they are offered on the empty page. */
const EXAMPLES = ['t_score_meaning', 'heavy_lifting_safe', 'calcium_amount', 'what_is_osteopenia']

try {
  await serve()
} catch (error) {
  if (!(error instanceof BonewiseError)) throw error
  process.stderr.write(`${error.code} ${error.message}\n`)
  if (error.hint !== undefined) process.stderr.write(`  hint: ${error.hint}\n`)
  process.exitCode = 1
}

async function serve(): Promise<void> {
  const config = readConfig()
  const log = createLog(config.logLevel)
  const content = prepare(root, config.clinic)
  const store = await openLowdbStore({
    folder: config.dataDir,
    onDamaged: ({ key, damage }) =>
      log.error({ record: key, damage }, 'a damaged record was put aside'),
  })
  const conversations = createConversations({
    store,
    host: createTurnHost({
      takeTurn: timed(content, log),
      onError: (error) => logFailure(log, error, 'turn failed'),
    }),
    clock: () => new Date(),
    retentionDays: config.clinic.retentionDays,
    newSession,
  })
  const app = createApp({
    config,
    conversations,
    sources: new Map(Object.entries(content.sources)),
    log,
    isReady: store.probe,
    isReviewed: [...content.responses.values()].every(({ reviewed }) => reviewed !== undefined),
    examples: EXAMPLES.flatMap((intent) => content.intents.get(intent)?.title ?? []),
  })
  const server = await listen(app, config)
  const stopSweeping = sweep(store, log)
  process.stdout.write(`Bonewise is ready at http://localhost:${server.port}\n`)
  const stop = async () => {
    stopSweeping()
    await server.stop()
    await store.close()
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())
}

function timed(content: ReadyContent, log: Log): Parameters<typeof createTurnHost>[0]['takeTurn'] {
  return (session, message) => {
    const start = performance.now()
    const turn = takeTurn(content, session, message)
    logTurn(log, turn, performance.now() - start)
    return turn
  }
}

/** Erases what has expired, a little at a time and for as long as the server runs. */
function sweep(store: Store, log: Log): () => void {
  const timer = setInterval(() => {
    store
      .eraseExpired(new Date().toISOString())
      .then((erased) => log.info({ erased }, 'expired conversations erased'))
      .catch((error: unknown) => logFailure(log, error, 'sweep failed'))
  }, SWEEP_MS)
  timer.unref()
  return () => clearInterval(timer)
}
