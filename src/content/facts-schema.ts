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
  /** Blood level of 25-OH vitamin D, in ng/mL; each limit belongs to the band that its name says. */
  vitaminDLevel: table({
    nmolPerNg: z.number(),
    lowBelow: z.number(),
    mayBeLowBelow: z.number(),
    enoughTo: z.number(),
    higherTo: z.number(),
    callTodayTo: z.number(),
  }),
  /** Who should be tested, and the rough risk check by weight and age (OST). */
  screening: table({
    womenFromAge: z.number().int(),
    riskCheckFromAge: z.number().int(),
    menFromAge: z.number().int(),
    menWithRiskFromAge: z.number().int(),
    fractureFromAge: z.number().int(),
    /** Under this weight a person counts as light. */
    lowWeightKg: z.number(),
    ostPerKgOrYear: z.number(),
    ostHigherBelow: z.number(),
  }),
  /** Months since the last shot; each limit is the first month of the next band. */
  denosumab: table({
    dueFromMonths: z.number(),
    lateFromMonths: z.number(),
    overdueFromMonths: z.number(),
  }),
  /** Lost height from which to ask: since the tallest, and since the last measurement. */
  heightLoss: table({
    in: z.strictObject({ tallest: z.number(), last: z.number() }),
    cm: z.strictObject({ tallest: z.number(), last: z.number() }),
  }),
  /** Years until 1 in 10 reached osteoporosis, by hip score; untreated women without a hip or spine break. */
  rescan: table({
    fromAge: z.number().int(),
    rows: z.array(
      z.strictObject({
        fromHundredths: z.number().int(),
        toHundredths: z.number().int(),
        years: z.number(),
      }),
    ),
  }),
})

const measure = z.enum(['cup', 'half_cup', 'bowl', 'tablespoon', 'ounce', 'slice', 'piece', 'mg'])

const food = z.strictObject({
  /** As it is said after one measure, and after several pieces. */
  name: z.string().min(1),
  names: z.string().min(1).optional(),
  measure,
  /** Measures in the serving for which `mg` holds. */
  perMeasures: z.number().positive(),
  mg: z.number().min(0),
  source: id,
  /** Measures in a helping of which no size was told: "a yogurt", "some almonds". */
  helping: z.number().positive(),
  /** Pieces in a measure of what is weighed but also counted: "10 almonds". */
  piecesPerMeasure: z.number().positive().optional(),
  /** Hardly any of it is taken up, so it adds nothing. */
  isPoorlyAbsorbed: z.boolean().default(false),
  /** What patients call it; lower case. */
  words: z.array(z.string().min(2)).min(1),
})

/** Shape of `_foods.yml`: how much calcium is in a helping, and how both are said in this language. */
export const foodsFile = table({
  /** What is said of one food; `{portion}` is "2 cups of milk". */
  item: z.string().min(1),
  poorlyAbsorbed: z.string().min(1),
  measures: z.record(measure, z.strictObject({ one: z.string(), many: z.string() })),
  notListed: z.array(z.string().min(2)),
  foods: z.record(id, food),
})

export type Measure = z.infer<typeof measure>
export type Foods = Readonly<z.infer<typeof foodsFile>>
export type Food = Foods['foods'][string]

/** All tables that calculators read. */
export type Facts = Readonly<z.infer<typeof factsFile>> & { readonly foods: Foods }
