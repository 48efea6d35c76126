/** Shape of `_facts.yml`: the tables that calculators read, each dated and sourced. */
import { z } from 'zod'
import { id } from './schema.js'

const table = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({
    /** Day on which the numbers were last compared with their sources. */
    checkedOn: z.iso.date(),
    sources: z.array(id).min(1),
    ...shape,
  })

/** A row holds for ages from `fromAge` up to, not including, `belowAge`; completed years. */
const ageRow = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({ fromAge: z.number().int(), belowAge: z.number().int(), ...shape })

export const factsFile = z.strictObject({
  /** All in hundredths of a standard deviation, because −2.46 must not be rounded by binary fractions. */
  tScore: table({
    /** At or above: the normal range. */
    normalFromHundredths: z.number().int(),
    /** At or below: the osteoporosis range. */
    osteoporosisToHundredths: z.number().int(),
    /** Printed scores have one decimal, so scores in these ranges could be either class: no class is named. */
    lines: z.strictObject({
      normal: z.tuple([z.number().int(), z.number().int()]),
      osteoporosis: z.tuple([z.number().int(), z.number().int()]),
    }),
    /** At or below: no heavy lifting or jumping before clearance. */
    cautionToHundredths: z.number().int(),
    /** Men of this age and over are read by T-score; women from the menopausal transition. */
    menFromAge: z.number().int(),
    /** Women of this age and over are taken to be past menopause. */
    womenPostmenopausalFromAge: z.number().int(),
    /** Under this age nobody is read by T-score unless past menopause. */
    zScoreBelowAge: z.number().int(),
  }),
  zScore: table({ belowExpectedToHundredths: z.number().int() }),
  calcium: table({
    rows: z.array(
      ageRow({
        womenMg: z.number().int(),
        menMg: z.number().int(),
        upperLimitMg: z.number().int(),
      }),
    ),
    pregnant: z.array(ageRow({ needMg: z.number().int(), upperLimitMg: z.number().int() })),
  }),
  vitaminD: table({
    rows: z.array(ageRow({ needIu: z.number().int(), upperLimitIu: z.number().int() })),
  }),
})

export type Facts = Readonly<z.infer<typeof factsFile>>
