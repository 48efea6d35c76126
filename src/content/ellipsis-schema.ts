/** Shape of `_ellipsis.yml`: short messages that lean on the last answer, and where they lead. */
import { z } from 'zod'
import { FRACTURE_SITES } from '../slots.js'
import { id, slotName } from './schema.js'

const phrases = z.array(z.string().min(1)).min(1)

export const ellipsisFile = z.strictObject({
  /** Beginnings that nothing has which stands alone: "and", "what about", "with". */
  leads: phrases,
  /** Words that add nothing, wherever they stand. */
  fillers: phrases,
  /** The same as `fillers`, but only after "if": by themselves they tell a fact. */
  fillersAfterIf: phrases,
  /** The patient's own case: "even at my age". */
  ownCase: phrases,
  /** What is asked about a subject, by each of its wordings. */
  facets: z.record(id, phrases),
  subjects: z.record(
    id,
    z.strictObject({
      words: z.array(z.string().min(1)).default([]),
      /** A value of this slot names the subject, too: "alendronate". */
      namedBy: slotName.optional(),
      /** The intent of each facet; the first is what "what about it?" asks. */
      facets: z.record(id, id),
    }),
  ),
  /** What is supposed by each wording. */
  suppositions: z
    .array(
      z.strictObject({
        words: phrases,
        slots: z
          .strictObject({
            sex: z.enum(['female', 'male']).optional(),
            menopause: z.enum(['pre', 'peri', 'post']).optional(),
            priorFracture: z.boolean().optional(),
            fractureSite: z.enum(FRACTURE_SITES).optional(),
            supervised: z.boolean().optional(),
            pregnant: z.boolean().optional(),
            kidneyOrCalciumProblem: z.boolean().optional(),
          })
          .default({}),
        tScoreClass: z.enum(['low', 'osteoporosis_range']).optional(),
        /** Other people: "men". */
        isOther: z.boolean().default(false),
      }),
    )
    .min(1),
})

export type EllipsisFile = Readonly<z.infer<typeof ellipsisFile>>
