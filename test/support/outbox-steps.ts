/** An outbox at work for two days, each step of which can be the last one of its process. */
import type { StatusUpdate } from '../../src/channels/sms-channel.js'
import { LEASE_MS } from '../../src/server/outbox-lease.js'
import type { Shelf } from '../../src/store/shelf.js'
import type { Store } from '../../src/store/store.js'
import { FIRST_MS, outboxOver } from './follow-ups.js'

const DAY_MS = 86_400_000

/** Told of each step before and after it is taken; what never resolves is the end of all work. */
export type Stepped = (name: string) => Promise<void> | void

function steppedShelf<T>(name: string, shelf: Shelf<T>, step: Stepped): Shelf<T> {
  const around =
    <A extends readonly unknown[], R>(doing: string, work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await step(`before ${doing} ${name}`)
      const result = await work(...args)
      await step(`after ${doing} ${name}`)
      return result
    }
  return {
    read: around('read', shelf.read),
    change: around('change', shelf.change),
    keys: around('keys of', shelf.keys),
    list: around('list', shelf.list),
  }
}

/** Runs on two mornings, and again when leases are over. Every other text is reported before its request is answered. */
export async function playTwoDays(store: Store, url: string, step: Stepped): Promise<void> {
  const stepped: Store = {
    ...store,
    phones: steppedShelf('phones', store.phones, step),
    enrolments: steppedShelf('enrolments', store.enrolments, step),
  }
  const clock = { nowMs: FIRST_MS }
  const later: StatusUpdate[] = []
  let taken = 0
  const call: typeof fetch = async (input, init) => {
    await step('before the request')
    const response = await fetch(input, init)
    await step('after the answer')
    const update = await updateOf(response, init)
    if (update !== undefined && taken++ % 2 === 0) await outbox.hear(update)
    else if (update !== undefined) later.push(update)
    return response
  }
  const outbox = outboxOver(stepped, { twilio: { url }, clock, fetch: call })
  for (const afterMs of [0, LEASE_MS + 1, 2 * DAY_MS, 2 * DAY_MS + LEASE_MS + 1]) {
    clock.nowMs = FIRST_MS + afterMs
    await outbox.run()
    for (const update of later.splice(0)) await outbox.hear(update)
  }
}

async function updateOf(
  response: Response,
  init: RequestInit | undefined,
): Promise<StatusUpdate | undefined> {
  if (!response.ok) return undefined
  const { sid } = (await response.clone().json()) as { readonly sid: string }
  const form = new URLSearchParams(typeof init?.body === 'string' ? init.body : '')
  const reference = new URL(form.get('StatusCallback') ?? '').searchParams.get('ref') ?? ''
  return { providerId: sid, state: 'sent', isOptedOut: false, reference }
}
