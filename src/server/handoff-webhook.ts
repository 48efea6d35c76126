/** A request to the staff as a signed HTTP POST. */
import { createHmac } from 'node:crypto'
import type { WebhookSettings } from '../config/handoff.js'
import { DeliveryError } from '../errors.js'
import type { HandoffRequest } from '../store/handoff.js'
import type { Send } from './handoff-delivery.js'

const TIMEOUT_MS = 10_000

export function createWebhookSender(
  { url, secret }: WebhookSettings,
  clock: () => Date,
  timeoutMs = TIMEOUT_MS,
): Send {
  return async (request) => {
    const body = JSON.stringify(publicRequest(request))
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Bonewise-Signature': signatureOf(body, secret, clock()),
      },
      body,
      // The signature is for this receiver; a redirect could lead to any other.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    await response.body?.cancel()
    if (!response.ok) throw new DeliveryError(`HTTP_${response.status}`)
  }
}

/** What leaves the server: all but how it is kept. */
export function publicRequest(request: HandoffRequest) {
  const { id, createdAt, channel, name, contact, bestTime, about, facts, reason, state } = request
  return { id, createdAt, channel, name, contact, bestTime, about, facts, reason, state }
}

/** `t=<seconds>,v1=<hex>`: HMAC-SHA256 of `<seconds>.<body>`; a receiver refuses old seconds. */
export function signatureOf(body: string, secret: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000)
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${mac}`
}
