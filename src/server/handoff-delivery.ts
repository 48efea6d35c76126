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
  delivery: HandoffDelivery,
): Promise<void> {
  const { store, senders, clock, log } = parts
  const send = senders[delivery.by]
  const isDue = delivery.state === 'due' && Date.parse(delivery.nextAt) <= clock().getTime()
  if (!isDue || send === undefined) return
  const failure = await send(request).then(
    () => undefined,
    (error: unknown) => reasonOf(error),
  )
  const tried = afterTry(delivery, failure, clock())
  await store.changeHandoff(request.id, ({ deliveries }) => ({
    deliveries: deliveries.map((each) => (each.by === delivery.by ? tried : each)),
  }))
  const fields = {
    request: request.id,
    by: delivery.by,
    attempts: tried.attempts,
    failure,
  }
  if (tried.state === 'failed') log.error(fields, 'a request could not be delivered')
  else if (failure !== undefined) log.warn(fields, 'a request will be sent again')
  else log.info(fields, 'a request was delivered')
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
