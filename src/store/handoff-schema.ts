import { z } from 'zod'
import type { HandoffRequest } from './handoff.js'

// As in record-schema.ts: wider than the types where these may change with a deploy.

const instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'must be ISO 8601')

export const contact = z.object({
  kind: z.enum(['phone', 'email']),
  value: z.string(),
  shown: z.string(),
})

const request = z.object({
  schemaVersion: z.literal(1),
  // Both become the name of a file.
  id: z.string().regex(/^[0-9a-f]{32}$/),
  conversationKey: z.string().regex(/^[0-9a-f]{64}$/),
  createdAt: instant,
  channel: z.enum(['web', 'sms', 'console']),
  name: z.string().exactOptional(),
  contact,
  bestTime: z.string().exactOptional(),
  about: z.string(),
  facts: z.array(z.string()).readonly().exactOptional(),
  reason: z.string(),
  state: z.enum(['new', 'done']),
  deliveries: z
    .array(
      z.object({
        by: z.enum(['email', 'webhook']),
        state: z.enum(['due', 'sent', 'failed']),
        attempts: z.int().min(0),
        nextAt: instant,
        lastError: z.string().exactOptional(),
      }),
    )
    .readonly(),
  expiresAt: instant,
})

/** Does not compile unless every request that we can write is one that we can read back. */
type ReadBackBy<Shape, Written extends Shape> = Written

/** Checks the text of one stored request; undefined for what is damaged, or of a later version. */
export function parseHandoff(text: string): HandoffRequest | undefined {
  try {
    const value: unknown = JSON.parse(text)
    // The value itself, not zod's copy: a field that we do not know must outlive our next write.
    return request.safeParse(value).success
      ? (value as ReadBackBy<z.input<typeof request>, HandoffRequest>)
      : undefined
  } catch {
    return undefined
  }
}
