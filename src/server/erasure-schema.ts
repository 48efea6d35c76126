/** What the staff send to have a patient erased, and what comes back. */
import { z } from 'zod'

export const erasureBody = z.union(
  [
    z.strictObject({
      phone: z
        .string()
        .regex(/^\+[1-9]\d{6,14}$/, 'must be E.164, such as +12125550123')
        .meta({ description: 'E.164.' }),
    }),
    z.strictObject({ email: z.email().max(254) }),
  ],
  { error: 'give either phone, as E.164, or email' },
)

export const erasureReport = z.strictObject({
  conversations: z.int().min(0).meta({ description: 'How many conversations were erased.' }),
  isNumberErased: z.boolean().meta({ description: 'Whether there was a record of the number.' }),
})

export type ErasureReport = z.infer<typeof erasureReport>
