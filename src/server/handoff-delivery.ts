/** Sends requests to the staff, and tries again until they have arrived; no turn waits for it. */
import { DeliveryError } from '../errors.js'
import { codeOf } from '../store/durable-file.js'
import type {
  DeliveryWay,
  HandoffDelivery,
  HandoffRequest,
  HandoffStore,
} from '../store/handoff.js'
import { logFailure, type Log } from './log.js'

/** Rejects when the request has not arrived. */
export type Send = (request: HandoffRequest) => Promise<void>

export interface HandoffDeliveryParts {
  readonly store: Pick<HandoffStore, 'listHandoffs' | 'changeHandoff'>
  readonly senders: Readonly<Partial<Record<DeliveryWay, Send>>>
  readonly clock: () => Date
  readonly log: Log
}

export interface HandoffDeliverer {
  /** Sends all that is due; while it runs, another call makes it look once more. Never rejects. */
  readonly run: () => Promise<void>
}

const MINUTE_MS = 60_000
/**
 * For so long a delivery belongs to the process that has claimed it: longer than any sender takes, so that no other
 * node sends it meanwhile, and short enough that it is sent where that process has died.
 */
const LEASE_MS = 5 * MINUTE_MS
/** After each try in vain; after the last one the delivery has failed. */
const BACK_OFF_MS = [1, 5, 30, 120, 720].map((minutes) => minutes * MINUTE_MS)
const PAGE = 100

export function createHandoffDeliverer(parts: HandoffDeliveryParts): HandoffDeliverer {
  let running: Promise<void> | undefined
  let isWantedAgain = false

  const runAll = async (): Promise<void> => {
    do {
      isWantedAgain = false
      try {
        await sendDue(parts)
      } catch (error) {
        logFailure(parts.log, error, 'requests could not be read')
      }
      // A call during the run may be about a request that the run had passed.
    } while (isWanted())
  }
  const isWanted = () => isWantedAgain

  return {
    run: () => {
      if (running !== undefined) isWantedAgain = true
      running ??= runAll().finally(() => (running = undefined))
      return running
    },
  }
}

async function sendDue(parts: HandoffDeliveryParts): Promise<void> {
  let after: string | undefined
  for (;;) {
    const page = await parts.store.listHandoffs({
      state: 'new',
      limit: PAGE,
      ...(after !== undefined && { after }),
    })
    for (const request of page) {
      for (const delivery of request.deliveries) await sendIfDue(parts, request, delivery)
    }
    after = page.at(-1)?.id
    if (page.length < PAGE) return
  }
}

async function sendIfDue(
  parts: HandoffDeliveryParts,
  request: HandoffRequest,
  { by }: HandoffDelivery,
): Promise<void> {
  const { store, senders, clock, log } = parts
  const send = senders[by]
  if (send === undefined) return
  const claim = await claimed(parts, request, by)
  if (claim === undefined) return
  const failure = await send(request).then(
    () => undefined,
    (error: unknown) => reasonOf(error),
  )
  const tried = afterTry(claim.delivery, failure, clock())
  // What has arrived has arrived; of a try in vain only its own process may speak, if it is not too late.
  const isOurs = ({ nextAt }: HandoffDelivery) => failure === undefined || nextAt === claim.until
  await store.changeHandoff(request.id, ({ deliveries }) => ({
    deliveries: deliveries.map((each) => (each.by === by && isOurs(each) ? tried : each)),
  }))
  const fields = { request: request.id, by, attempts: tried.attempts, failure }
  if (tried.state === 'failed') log.error(fields, 'a request could not be delivered')
  else if (failure !== undefined) log.warn(fields, 'a request will be sent again')
  else log.info(fields, 'a request was delivered')
}

interface Claim {
  /** As it was before. */
  readonly delivery: HandoffDelivery
  /** ISO 8601; stands in its place as the next time, so that nobody else finds it due. */
  readonly until: string
}

/** Takes a delivery that is due for this process alone; undefined where it is not, or another has it. */
async function claimed(
  { store, clock }: HandoffDeliveryParts,
  { id, deliveries }: HandoffRequest,
  by: DeliveryWay,
): Promise<Claim | undefined> {
  const now = clock().getTime()
  const isDue = (each: HandoffDelivery) =>
    each.by === by && each.state === 'due' && Date.parse(each.nextAt) <= now
  // What was listed may be old, but nothing becomes due by being looked at again.
  if (!deliveries.some(isDue)) return undefined
  const until = new Date(now + LEASE_MS).toISOString()
  let delivery: HandoffDelivery | undefined
  await store.changeHandoff(id, (request) => {
    delivery = request.state === 'new' ? request.deliveries.find(isDue) : undefined
    return {
      deliveries: request.deliveries.map((each) =>
        each === delivery ? { ...each, nextAt: until } : each,
      ),
    }
  })
  return delivery && { delivery, until }
}

function afterTry(
  { by, attempts, nextAt }: HandoffDelivery,
  failure: string | undefined,
  now: Date,
): HandoffDelivery {
  const tried = { by, attempts: attempts + 1 }
  if (failure === undefined) return { ...tried, state: 'sent', nextAt }
  const waitMs = BACK_OFF_MS[attempts]
  if (waitMs === undefined) return { ...tried, state: 'failed', nextAt, lastError: failure }
  const again = new Date(now.getTime() + waitMs).toISOString()
  return { ...tried, state: 'due', nextAt: again, lastError: failure }
}

/** A code or a name alone: the message of a mail server may quote an address. */
function reasonOf(error: unknown): string {
  if (error instanceof DeliveryError) return error.reason
  // Not instanceof Error: as in codeOf.
  if (typeof error !== 'object' || error === null) return 'UNKNOWN'
  const code = codeOf(error) ?? ('cause' in error ? codeOf(error.cause) : undefined)
  return code ?? ('name' in error && typeof error.name === 'string' ? error.name : 'UNKNOWN')
}
