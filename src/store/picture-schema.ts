/** The picture of a reply, as it is stored. */
import { z } from 'zod'

const drawn = { title: z.string(), alt: z.string() }
const amount = z.object({ mg: z.number(), label: z.string() })

const tScore = z.object({
  kind: z.literal('tScore'),
  ...drawn,
  bands: z
    .array(
      z.object({
        label: z.string(),
        from: z.number(),
        to: z.number(),
        limit: z.string().exactOptional(),
      }),
    )
    .readonly(),
  ends: z.object({ high: z.string(), low: z.string() }),
  mark: z.object({ value: z.number(), label: z.string() }),
})

const calcium = z.object({
  kind: z.literal('calcium'),
  ...drawn,
  foods: z.array(z.object({ label: z.string(), mg: z.number(), amount: z.string() })).readonly(),
  total: amount,
  need: amount,
  limit: amount,
})

const week = z.object({
  kind: z.literal('week'),
  ...drawn,
  days: z.array(z.string()).readonly(),
  rows: z
    .array(
      z.object({
        label: z.string(),
        on: z.array(z.int().min(0)).readonly(),
        often: z.string().exactOptional(),
      }),
    )
    .readonly(),
})

export const picture = z.discriminatedUnion('kind', [tScore, calcium, week])
