/** Checks of `_ellipsis.yml`: every id known, every word one meaning, every row reachable. */
import type { ContentProblem } from '../errors.js'
import type { Content } from './content.js'
import { placeIn, type Place } from './place.js'
import type { ReadFile } from './read-file.js'

/** Lists rows that lead nowhere, and rows to which nothing leads. */
export function checkEllipsis(
  content: Content,
  read: ReadFile<unknown>,
): readonly ContentProblem[] {
  return [
    ...checkCells(content, read),
    ...checkFacets(content, read),
    ...checkWords(content, read),
    ...checkSuppositions(content, read),
  ]
}

function checkCells(content: Content, read: ReadFile<unknown>): readonly ContentProblem[] {
  const { subjects, facets } = content.ellipsis
  return Object.entries(subjects).flatMap(([subject, { words, namedBy, facets: cells }]) => [
    ...(Object.keys(cells).length > 0
      ? []
      : [placeIn(read, ['subjects', subject])('leads to no intent')]),
    ...(words.length > 0 || namedBy !== undefined
      ? []
      : [placeIn(read, ['subjects', subject])('has no words', 'name it, or set namedBy')]),
    ...Object.entries(cells).flatMap(([facet, intent]) => {
      const at = placeIn(read, ['subjects', subject, 'facets', facet])
      return [
        ...(facets[facet] === undefined ? [at(`unknown facet "${facet}"`)] : []),
        ...(content.responses.has(intent) ? [] : [at(`leads to "${intent}", which has no answer`)]),
      ]
    }),
  ])
}

function checkFacets({ ellipsis }: Content, read: ReadFile<unknown>): readonly ContentProblem[] {
  const used = new Set(
    Object.values(ellipsis.subjects).flatMap(({ facets }) => Object.keys(facets)),
  )
  return Object.keys(ellipsis.facets)
    .filter((facet) => !used.has(facet))
    .map((facet) => placeIn(read, ['facets', facet])('no subject has it'))
}

interface PlacedWord {
  readonly word: string
  readonly at: Place
}

/** A word with two meanings could only be guessed, and an act goes before all of them. */
function checkWords(content: Content, read: ReadFile<unknown>): readonly ContentProblem[] {
  const acts = new Set(Object.values(content.dialogueActs.acts).flatMap(({ whole }) => whole))
  const seen = new Set<string>()
  return wordsIn(content, read).flatMap(({ word, at }) => {
    const isTwice = seen.has(word)
    seen.add(word)
    return [
      ...(isTwice ? [at(`"${word}" stands twice`)] : []),
      ...(acts.has(word) ? [at(`"${word}" is a dialogue act, so it is never read here`)] : []),
    ]
  })
}

function wordsIn({ ellipsis }: Content, read: ReadFile<unknown>): readonly PlacedWord[] {
  const placed = (words: readonly string[], ...path: readonly PropertyKey[]) =>
    words.map((word, index) => ({ word, at: placeIn(read, [...path, index]) }))
  return [
    ...Object.entries(ellipsis.facets).flatMap(([id, words]) => placed(words, 'facets', id)),
    ...Object.entries(ellipsis.subjects).flatMap(([id, { words }]) =>
      placed(words, 'subjects', id, 'words'),
    ),
    ...ellipsis.suppositions.flatMap(({ words }, row) =>
      placed(words, 'suppositions', row, 'words'),
    ),
    ...placed(ellipsis.ownCase, 'ownCase'),
  ]
}

function checkSuppositions(
  { ellipsis, intents }: Content,
  read: ReadFile<unknown>,
): readonly ContentProblem[] {
  const used = new Set([...intents.values()].flatMap(({ slots }): readonly string[] => slots))
  return ellipsis.suppositions.flatMap(({ slots, tScoreClass }, row) => {
    const at = placeIn(read, ['suppositions', row])
    const supposed = [...Object.keys(slots), ...(tScoreClass === undefined ? [] : ['tScore'])]
    if (supposed.length === 0) return [at('supposes nothing')]
    return supposed.some((slot) => used.has(slot)) ? [] : [at('changes no answer')]
  })
}
