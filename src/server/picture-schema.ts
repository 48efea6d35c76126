/** The picture of a reply, as the API gives it. */
import { z } from 'zod'

const drawn = { title: z.string(), alt: z.string() }
const amount = z.strictObject({ mg: z.number(), label: z.string() })

const tScore = z.strictObject({
  kind: z.literal('tScore'),
  ...drawn,
  bands: z
    .array(
      z.strictObject({
        label: z.string(),
        from: z.number(),
        to: z.number(),
        limit: z.string().exactOptional(),
      }),
    )
    .readonly(),
  ends: z.strictObject({ high: z.string(), low: z.string() }),
  mark: z.strictObject({ value: z.number(), label: z.string() }),
})

const calcium = z.strictObject({
  kind: z.literal('calcium'),
  ...drawn,
  foods: z
    .array(z.strictObject({ label: z.string(), mg: z.number(), amount: z.string() }))
    .readonly(),
  total: amount,
  need: amount,
  limit: amount,
})

const week = z.strictObject({
  kind: z.literal('week'),
  ...drawn,
  days: z.array(z.string()).readonly(),
  rows: z
    .array(
      z.strictObject({
        label: z.string(),
        on: z.array(z.int().min(0)).readonly(),
        often: z.string().exactOptional(),
      }),
    )
    .readonly(),
})

export const picture = z
  .discriminatedUnion('kind', [tScore, calcium, week])
  .meta({ description: 'Words and numbers of a drawing; `alt` says all that it shows.' })
