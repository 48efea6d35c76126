/** Shape of the words in and around drawings, in `_system.yml`, and of what an answer says of its drawing. */
import { z } from 'zod'

const words = z.string().min(1)

/** What a variant names: a drawing of told facts, or of its own table. */
export const picture = z.union([
  z.enum(['t_score', 'calcium']),
  /** What is done, in a word or two: one for each row of the table, whose first cells name the days. */
  z.strictObject({ week: z.array(words.max(16)).min(2) }),
])

/**
 * `title` stands above a drawing and `alt` says all that it shows.
 *
 * Minus signs are written as hyphens, as everywhere in content.
 */
export const pictureWords = z.strictObject({
  t_score: z.strictObject({
    title: words,
    alt: words,
    bands: z.strictObject({ normal: words, low: words, osteoporosis_range: words }),
    /** What the two ends of the scale mean. */
    ends: z.strictObject({ high: words, low: words }),
    mark: words,
    mark_with_site: words,
    /** Around a mark of the patient's own; that of somebody else stands alone. */
    own_mark: words,
  }),
  calcium: z.strictObject({
    title: words,
    /** `{foods}` are all of them, each said as `food`. */
    alt: words,
    food: words,
    amount: words,
    total: words,
    need: words,
    limit: words,
    /** Instead of foods, when an amount was told. */
    told: words,
    /** For all foods past those that have room. */
    others: words,
  }),
  week: z.strictObject({
    title: words,
    /** `{rows}` are all of them, each said as `row`. */
    alt: words,
    row: words,
    /** How the first cells of a table name the days, and how a narrow column does. */
    days: z.array(z.strictObject({ name: words, short: words.max(3) })).length(7),
    /** First cells that mean all seven days. */
    every: z.array(words),
    /** First cells that mean no day in particular. */
    often: z.array(words),
  }),
})

export type VariantPicture = Readonly<z.infer<typeof picture>>
export type PictureWords = Readonly<z.infer<typeof pictureWords>>
/** Which of the words a drawing uses. */
export type PictureName = keyof PictureWords

/** The name under which the words of a variant's drawing stand. */
export function pictureName(picture: VariantPicture): PictureName {
  return typeof picture === 'string' ? picture : 'week'
}
