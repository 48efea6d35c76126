/** Shape of `_reading.yml`: how hard a text may be to read. */
import { z } from 'zod'

const grade = z.number().min(1).max(12)

export const readingFile = z.strictObject({
  /** US school grade (Flesch-Kincaid) that no part of an answer may pass. */
  maxGrade: grade,
  /** Grade that the mean of all answers may not pass. */
  maxMeanGrade: grade,
  /** Names that have no plainer word, in small letters: read as a whole, whatever their length. */
  names: z
    .array(z.string().regex(/^[a-z]+$/, 'must be one word in small letters'))
    .refine(isSorted, 'must be in alphabetical order, each name once'),
})

export type Reading = Readonly<z.infer<typeof readingFile>>

function isSorted(names: readonly string[]): boolean {
  return names.every((name, index) => name > (names[index - 1] ?? ''))
}
