import type { PlacedContent } from '../content/load.js'
import { placeIn } from '../content/place.js'
import { readFile, type ReadFile } from '../content/read-file.js'
import { readingFile, type Reading } from '../content/reading-schema.js'
import type { ContentProblem } from '../errors.js'
import { gradeOf, type Grade } from './grade.js'
import { partsOf, type Part } from './parts.js'

/**
 * Words from which on a text is graded by itself. In a shorter one a single long word decides: at 30
 * words, one of four syllables in place of a plain one moves the grade by 1.2, at 10 words by 3.5.
 */
const MIN_WORDS = 30

/** A text that is long enough to be graded, or all the short ones of a file together. */
export interface GradedPart extends Part, Grade {
  /** How many short texts were put together. */
  readonly pooled?: number
}

/** What is wrong with the grades, and the grades themselves. */
export interface ReadingReview {
  readonly problems: readonly ContentProblem[]
  readonly graded: readonly GradedPart[]
}

/** Reads `_reading.yml` of one language. */
export function readReading(root: string, locale = 'en'): ReadFile<Reading> {
  return readFile(root, `responses/${locale}/_reading.yml`, readingFile)
}

/** Lists texts that are harder to read than they may be. */
export function reviewReading(loaded: PlacedContent, read: ReadFile<Reading>): ReadingReview {
  const limits = read.value
  if (limits === undefined) return { problems: read.problems, graded: [] }
  const graded = gradeParts(partsOf(loaded), new Set(limits.names))
  const tooHard = graded
    .filter(({ grade }) => grade > limits.maxGrade)
    .map((part) => placeIn(part.read, part.path)(problemOf(part, limits.maxGrade), HINT))
  const texts = graded.filter(({ path }) => path.at(-1) === 'text')
  const means = [
    ['of all texts', meanGrade(texts)],
    ['of all parts', meanGrade(graded)],
  ] as const
  const tooHardOnTheWhole = means
    .filter(([, mean]) => mean > limits.maxMeanGrade)
    .map(([what, mean]) =>
      placeIn(read, ['maxMeanGrade'])(`the mean grade ${what} is ${show(mean)}`, HINT),
    )
  return { problems: [...tooHard, ...tooHardOnTheWhole], graded }
}

/** Mean of the grades; 0 of none. */
export function meanGrade(graded: readonly Grade[]): number {
  return graded.reduce((sum, { grade }) => sum + grade, 0) / Math.max(1, graded.length)
}

const HINT =
  'shorter sentences, shorter words; a name without a plainer word goes into _reading.yml'

function problemOf({ grade, pooled }: GradedPart, maxGrade: number): string {
  const what = pooled === undefined ? 'reads' : `its ${pooled} short texts together read`
  return `${what} at grade ${show(grade)}, at most ${maxGrade}`
}

function show(grade: number): string {
  return grade.toFixed(1)
}

function gradeParts(parts: readonly Part[], names: ReadonlySet<string>): readonly GradedPart[] {
  const graded = parts.flatMap((part) => {
    const grade = gradeOf(part.text, names)
    return grade === undefined ? [] : [{ ...part, ...grade }]
  })
  const short = graded.filter(({ words }) => words < MIN_WORDS)
  const files = [...new Set(short.map(({ read }) => read))]
  const pools = files.map((read) => short.filter((part) => part.read === read))
  return [
    ...graded.filter(({ words }) => words >= MIN_WORDS),
    ...pools.flatMap((pool) => gradePool(pool, names)),
  ]
}

/** The short texts of a file as one, so that hard words cannot hide in short texts. */
function gradePool(pool: readonly GradedPart[], names: ReadonlySet<string>): readonly GradedPart[] {
  const text = pool.map((part) => part.text).join('\n\n')
  const grade = gradeOf(text, names)
  const [first] = pool
  if (first === undefined || grade === undefined || grade.words < MIN_WORDS) return []
  return [{ ...first, ...grade, text, path: [], pooled: pool.length }]
}
