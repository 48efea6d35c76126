import { readSettings } from '../config.js'
import { loadPlacedContent } from '../content/load.js'
import type { Content } from '../content/content.js'
import { ContentError } from '../errors.js'
import { dayIn } from '../review/day.js'
import { review } from '../review/gates.js'
import { meanGrade, readReading } from '../review/reading.js'
import { reportOf } from '../review/report.js'
import { listMisheard, misheardFloor } from './misheard.js'

/**
 * Holds all content against every gate and says how much there is.
 *
 * @param args `--report` prints a table of all intents, `--misheard` the examples heard wrongly, on
 *   stdout; the rest goes to stderr.
 * @throws {ContentError} listing everything that is wrong.
 */
export async function check(root: string, args: readonly string[]): Promise<void> {
  const floor = misheardFloor(args)
  const loaded = loadPlacedContent(root)
  const { problems, graded } = review(loaded, readReading(root))
  if (args.includes('--report')) {
    const today = dayIn(readSettings().clinic.timeZone, new Date())
    process.stdout.write(`${reportOf(loaded.content, graded, today).join('\n')}\n`)
  }
  if (problems.length > 0) throw new ContentError(problems)
  process.stderr.write(
    `${sizeOf(loaded.content)}, mean reading grade ${meanGrade(graded).toFixed(1)}: all checks passed\n`,
  )
  if (floor !== undefined) await listMisheard(root, floor)
}

function sizeOf({ intents, responses, noneExamples, sources }: Content): string {
  const examples = [...intents.values()].reduce((sum, intent) => sum + intent.examples.length, 0)
  const variants = [...responses.values()].reduce((sum, { variants }) => sum + variants.length, 0)
  return (
    `${responses.size} of ${intents.size} intents answered, ${variants} variants, ` +
    `${examples} examples and ${noneExamples.length} that are not ours, ` +
    `${Object.keys(sources).length} sources`
  )
}
