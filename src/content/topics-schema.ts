/** Shape of `_topics.yml`: subjects that patients name without asking anything, and what to offer then. */
import { z } from 'zod'
import { id } from './schema.js'

export const topicsFile = z.record(
  id,
  z.strictObject({
    /** Names of the subject, each a whole message by itself. */
    words: z.array(z.string().min(1)).min(1),
    /** Intents that patients mean most, best first. */
    offers: z.array(id).min(2).max(3),
  }),
)

export type TopicsFile = Readonly<z.infer<typeof topicsFile>>
