import { z } from 'zod'
import type { ShelfKind } from './shelf.js'

const link = z.object({
  schemaVersion: z.literal(1),
  /** SHA-256 of the id in the link. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  conversationId: z.string(),
  seq: z.int().min(1),
})

/** Where the link below a text message leads: to the sources of one answer. */
export type SmsLink = Readonly<z.infer<typeof link>>

export const SMS_LINKS: ShelfKind<SmsLink> = { name: 'links', schema: link }
