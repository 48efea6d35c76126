/** Puts the parts together and serves them. */
import { performance } from 'node:perf_hooks'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readSettings, type Config } from './config.js'
import { shareSignedOn } from './content/signature.js'
import { newSession } from './dialogue/session.js'
import { BonewiseError } from './errors.js'
import { prepareToServe } from './kept.js'
import { dayIn } from './review/day.js'
import { requireSigned } from './review/require-signed.js'
import { createApp } from './server/app.js'
import { createTurnHost } from './server/botkit.js'
import { createConversations } from './server/conversation.js'
import { createHandoffDeliverer } from './server/handoff-delivery.js'
import { createEmailSender } from './server/handoff-email.js'
import { createWebhookSender } from './server/handoff-webhook.js'
import { listen } from './server/listen.js'
import { createSms } from './server/sms-setup.js'
import { createLog, logFailure, logTurn, type Log } from './server/log.js'
import { DELIVERY_WAYS } from './store/handoff.js'
import { openLowdbStore } from './store/lowdb.js'
import type { Store } from './store/store.js'
import { apologise, takeTurn, type ReadyContent } from './turn.js'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const SWEEP_MS = 10 * 60_000
const DELIVERY_MS = 60_000
const OUTBOX_MS = 60_000

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
  const config = readSettings()
  const log = createLog(config.logLevel)
  const content = prepareToServe(root, config.clinic)
  const today = () => dayIn(config.clinic.timeZone, new Date())
  if (config.isSignedContentRequired) requireSigned(content, today())
  const store = await openLowdbStore({
    folder: config.dataDir,
    onDamaged: ({ key, damage }) =>
      log.error({ record: key, damage }, 'a damaged record was put aside'),
  })
  const { deliverer, ways } = startDelivery(config, store, log)
  const conversations = createConversations({
    store,
    deliveryWays: ways,
    onRequest: () => void deliverer.run(),
    host: createTurnHost({
      takeTurn: timed(content, log),
      onError: (error) => logFailure(log, error, 'turn failed'),
    }),
    clock: () => new Date(),
    retentionDays: config.clinic.retentionDays,
    newSession,
  })
  const sms = createSms({
    ...{ config, content, store, conversations, log },
    clock: () => new Date(),
    deliveryWays: ways,
    onRequest: () => void deliverer.run(),
  })
  const app = createApp({
    config,
    conversations,
    sources: new Map(Object.entries(content.sources)),
    requests: store,
    log,
    isReady: store.probe,
    reviewedShare: () => shareSignedOn(content.signed, today()),
    links: store.links,
    ...(sms !== undefined && { sms, enrolments: sms.enrolments }),
    widgetFile: join(root, 'build/widget/widget.js'),
    examples: EXAMPLES.flatMap((intent) => content.intents.get(intent)?.title ?? []),
  })
  const server = await listen(app, config).catch(async (error: unknown) => {
    await store.close()
    throw error
  })
  const stopSweeping = sweep(store, log)
  const stopDelivering = repeat(() => void deliverer.run(), DELIVERY_MS)
  void deliverer.run()
  const stopTexting = repeat(() => void sms?.outbox.run(), OUTBOX_MS)
  void sms?.outbox.run()
  process.stdout.write(`Bonewise is ready at ${addressOf(config, server.port)}\n`)
  const stop = async () => {
    stopSweeping()
    stopDelivering()
    stopTexting()
    await server.stop()
    await sms?.outbox.stop()
    await store.close()
  }
  // Ctrl+C reaches us twice under npm: from the terminal and from the start script.
  let stopping: Promise<void> | undefined
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => void (stopping ??= stop()))
  }
}

function addressOf({ host }: Config, port: number): string {
  return `http://${host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host}:${port}`
}

type TakeTurn = Parameters<typeof createTurnHost>[0]['takeTurn']

function timed(content: ReadyContent, log: Log): TakeTurn {
  const take = takeOrApologise(content, log)
  return (session, message) => {
    const start = performance.now()
    const turn = take(session, message)
    logTurn(log, turn, performance.now() - start)
    return turn
  }
}

/** A patient is never left without a reply: what went wrong is ours to read in the log. */
function takeOrApologise(content: ReadyContent, log: Log): TakeTurn {
  return (session, message) => {
    try {
      return takeTurn(content, session, message)
    } catch (error) {
      logFailure(log, error, 'turn failed')
      return apologise(content, session, message)
    }
  }
}

/** Makes what sends requests to the staff, by the ways that are set. */
function startDelivery({ handoff }: Config, store: Store, log: Log) {
  const clock = () => new Date()
  const { email, webhook } = handoff
  const senders = {
    ...(email !== undefined && { email: createEmailSender(email) }),
    ...(webhook !== undefined && { webhook: createWebhookSender(webhook, clock) }),
  }
  const ways = DELIVERY_WAYS.filter((way) => way in senders)
  return { deliverer: createHandoffDeliverer({ store, senders, clock, log }), ways }
}

/** Erases what has expired, a little at a time and for as long as the server runs. */
function sweep(store: Store, log: Log): () => void {
  return repeat(() => {
    store
      .eraseExpired(new Date().toISOString())
      .then((erased) => log.info({ erased }, 'expired conversations erased'))
      .catch((error: unknown) => logFailure(log, error, 'sweep failed'))
  }, SWEEP_MS)
}

/** @returns What ends it. */
function repeat(work: () => void, everyMs: number): () => void {
  const timer = setInterval(work, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
