import { loadContent } from '../content/load.js'
import { listMisheard, misheardFloor } from './misheard.js'

/** Checks all content and says how much there is; throws ContentError when something is wrong. */
export async function check(root: string, args: readonly string[]): Promise<void> {
  const floor = misheardFloor(args)
  const { intents, responses, noneExamples, sources } = loadContent(root)
  const examples = [...intents.values()].reduce((sum, intent) => sum + intent.examples.length, 0)
  const variants = [...responses.values()].reduce((sum, { variants }) => sum + variants.length, 0)
  process.stderr.write(
    `${responses.size} of ${intents.size} intents answered, ${variants} variants, ` +
      `${examples} examples and ${noneExamples.length} that are not ours, ` +
      `${Object.keys(sources).length} sources: all checks passed\n`,
  )
  if (floor !== undefined) await listMisheard(root, floor)
}
