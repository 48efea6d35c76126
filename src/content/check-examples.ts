import type { ContentProblem } from '../errors.js'
import type { Content } from './content.js'
import { placeIn } from './place.js'
import type { ReadFile } from './read-file.js'

/** Finds utterances that stand twice, in one intent or in two: the classifier could only guess. */
export function checkExamples(
  content: Content,
  files: ReadonlyMap<string, ReadFile<unknown>>,
): readonly ContentProblem[] {
  const owners = new Map(content.noneExamples.map((example) => [keyOf(example), 'none']))
  return [...files].flatMap(([id, read]) =>
    (content.intents.get(id)?.examples ?? []).flatMap((example, index) => {
      const key = keyOf(example)
      const owner = owners.get(key)
      owners.set(key, owner ?? id)
      if (owner === undefined) return []
      const where = owner === id ? 'this intent' : `the intent "${owner}"`
      return [placeIn(read, ['examples', index])(`"${example}" also stands in ${where}`)]
    }),
  )
}

/** Finds examples of flags that have no rule, and messages that stand twice: the detector could only guess. */
export function checkRedFlagExamples(
  content: Content,
  read: ReadFile<unknown>,
): readonly ContentProblem[] {
  const known = new Set(content.redFlagRules.flags.map(({ id }) => id))
  const owners = new Map<string, string>()
  return Object.entries(content.redFlagExamples).flatMap(([id, examples]) => [
    ...(known.has(id) ? [] : [placeIn(read, [id])(`no flag is called "${id}"`)]),
    ...(['positives', 'lookalikes'] as const).flatMap((list) =>
      examples[list].flatMap((example, index) => {
        const key = keyOf(example)
        const owner = owners.get(key)
        owners.set(key, owner ?? id)
        if (owner === undefined) return []
        return [placeIn(read, [id, list, index])(`"${example}" also stands in "${owner}"`)]
      }),
    ),
  ])
}

// Tens of thousands at each start, nearly all of them ASCII, for which the short pattern says the same.
function keyOf(example: string): string {
  const lower = example.toLowerCase()
  const isAscii = !/[^\u0000-\u007f]/.test(lower)
  return lower.replace(isAscii ? /[^a-z0-9.-]+/g : /[^\p{L}\p{N}.-]+/gu, ' ').trim()
}
