/** Puts the parts together and serves them. */
import { performance } from 'node:perf_hooks'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readSettings, type Config } from './config.js'
import { shareSignedOn } from './content/signature.js'
import { newSession } from './dialogue/session.js'
import { BonewiseError } from './errors.js'
import { prepareToServe } from './kept.js'
import { dayIn } from './review/day.js'
import { requireSigned } from './review/require-signed.js'
import { createApp } from './server/app.js'
import { openAudit } from './store/open-audit.js'
import { createTurnHost } from './server/botkit.js'
import { createConversations } from './server/conversation.js'
import { createHandoffDeliverer } from './server/handoff-delivery.js'
import { createEraser } from './server/erase-patient.js'
import { createEmailSender } from './server/handoff-email.js'
import { createWebhookSender } from './server/handoff-webhook.js'
import { listen } from './server/listen.js'
import { sweepAudit } from './server/audit-sweep.js'
import { warnOfUnscoped } from './server/staff.js'
import { createSms } from './server/sms-setup.js'
import { watchConversations } from './server/watch-conversations.js'
import { createPhoneVault } from './server/phone-vault.js'
import { createLog, logFailure, logTurn, type Log } from './server/log.js'
import type { Measures } from './server/measures.js'
import { createOperations } from './server/operations.js'
import { stopOnSignals, type Stopping } from './server/stop.js'
import { DELIVERY_WAYS } from './store/handoff.js'
import { openSealedStore } from './store/sealed-store.js'
import type { Store } from './store/store.js'
import { apologise, takeTurn, type ReadyContent } from './turn.js'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const SWEEP_MS = 10 * 60_000
const DELIVERY_MS = 60_000
const OUTBOX_MS = 60_000
/** For the store to close; beyond that, a stop has failed. */
const CLOSING_MS = 5_000

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
  warnOfUnscoped(config.handoff.staffTokens, log)
  const content = prepareToServe(root, config.clinic)
  const today = () => dayIn(config.clinic.timeZone, new Date())
  if (config.isSignedContentRequired) requireSigned(content, today())
  // Before the first signal can be heard.
  let stopping: Stopping = { isStopping: () => false }
  const isStopping = () => stopping.isStopping()
  const operations = await createOperations({ root, ops: config.ops, content, today, log })
  const kept = await openSealedStore(config, {
    onDamaged: ({ key, damage }) =>
      log.error({ record: key, damage }, 'a damaged record was put aside'),
  })
  const store = operations.watch(kept)
  const audit = openAudit(config)
  const { deliverer, ways } = startDelivery(config, store, log)
  let delivering = Promise.resolve()
  const deliver = () => void (delivering = deliverer.run())
  const talks = createConversations({
    store,
    deliveryWays: ways,
    onRequest: deliver,
    host: createTurnHost({
      takeTurn: timed(content, log, operations.measures),
      onError: (error) => logFailure(log, error, 'turn failed'),
    }),
    clock: () => new Date(),
    retentionDays: config.clinic.retentionDays,
    newSession,
    unkeptLine: content.system.unkept,
  })
  const conversations = watchConversations(talks, operations.measures)
  const sms = createSms({
    ...{ config, content, store, conversations, log },
    clock: () => new Date(),
    deliveryWays: ways,
    onRequest: deliver,
  })
  const app = createApp({
    config,
    conversations,
    sources: new Map(Object.entries(content.sources)),
    requests: store,
    log,
    audit,
    eraser: createEraser(store, config.sms && createPhoneVault(config.sms.phoneKey)),
    isReady: store.probe,
    isStopping,
    measures: operations.measures,
    reviewedShare: () => shareSignedOn(content.signed, today()),
    ...(store.counts !== undefined && { counts: store.counts }),
    ...(sms !== undefined && { sms, enrolments: sms.enrolments }),
    widgetFile: join(root, 'build/widget/widget.js'),
    examples: EXAMPLES.flatMap((intent) => content.intents.get(intent)?.title ?? []),
  })
  const giveUp = async (error: unknown) => {
    await operations.stop()
    await store.close()
    throw error
  }
  const numbers = await operations.serve({ store: kept, isStopping }).catch(giveUp)
  const server = await listen(app, { ...config, ...config.ops }).catch(giveUp)
  const { auditDays } = config.security
  const send = () => void sms?.outbox.run()
  const endings = [
    sweep(store, log),
    repeat(() => void sweepAudit(audit, { auditDays, now: new Date(), log }), SWEEP_MS),
    repeat(() => void sms?.sweep(), SWEEP_MS),
    repeat(deliver, DELIVERY_MS),
    repeat(send, OUTBOX_MS),
  ]
  deliver()
  send()
  const { drainSeconds } = config.ops
  const shutdownMs = config.shutdownSeconds * 1000
  const stop = async () => {
    await server.stop()
    for (const end of endings) end()
    // What has gone out must be marked so, or it would go out again.
    await Promise.all([sms?.outbox.stop(), Promise.race([delivering, wait(shutdownMs)])])
    await operations.stop()
    await audit.close()
    await store.close()
  }
  const limitMs = drainSeconds * 1000 + 2 * shutdownMs + CLOSING_MS
  stopping = stopOnSignals({ stop, limitMs, signals: process, log })
  process.stdout.write(`Bonewise is ready at ${addressOf(config, server.port)}\n`)
  if (numbers !== undefined) process.stdout.write(`Metrics are at ${numbers.url}\n`)
}

function addressOf({ host }: Config, port: number): string {
  return `http://${host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host}:${port}`
}

type TakeTurn = Parameters<typeof createTurnHost>[0]['takeTurn']

function timed(content: ReadyContent, log: Log, { thought }: Measures): TakeTurn {
  const take = takeOrApologise(content, log)
  return (session, message) => {
    const start = performance.now()
    const turn = take(session, message)
    const durationMs = performance.now() - start
    thought(durationMs)
    logTurn(log, turn, durationMs)
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
