import { z } from 'zod'
import type { ShelfKind } from './shelf.js'

const instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'must be ISO 8601')

const consentEvent = z.object({
  /** `granted` lets the clinic text first; `stopped` and `revoked` end it, `restarted` begins it anew. */
  kind: z.enum(['granted', 'stopped', 'restarted', 'revoked']),
  at: instant,
  source: z.enum(['sms', 'staff', 'import', 'paper', 'web', 'spoken']),
  /** Exactly what was said or signed; absent once the patient is forgotten. */
  wording: z.string().exactOptional(),
  /** The provider's message id, or who of the staff. */
  proof: z.string(),
})

const phone = z.object({
  schemaVersion: z.literal(1),
  /** Keyed hash of the number; the name of the record. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  /** The number, encrypted; absent once the patient is forgotten. */
  sealedNumber: z.string().exactOptional(),
  /** The conversation of this number; its token is encrypted. */
  conversation: z.object({ id: z.string(), sealedToken: z.string() }).exactOptional(),
  isOptedOut: z.boolean(),
  /**
   * Messages whose replies went out by a request of their own, and how many of their texts; oldest first. Kept for
   * longer than any provider sends a message again.
   */
  replies: z
    .array(z.object({ messageId: z.string(), atMs: z.int(), texts: z.int().min(0) }))
    .readonly()
    .exactOptional(),
  /** Append-only. */
  ledger: z.array(consentEvent).readonly(),
})

/** One telephone number: who may be texted, and why. */
export type Phone = Readonly<z.infer<typeof phone>>
export type ConsentEvent = Phone['ledger'][number]

export const PHONES: ShelfKind<Phone> = {
  name: 'phones',
  schema: phone,
  isForgotten: (before, after) =>
    before.sealedNumber !== undefined && after.sealedNumber === undefined,
}
