import type { Entity } from '../types.js'
import type { Lexicon } from './entity/lexicon.js'
import { holdsPhrase } from './entity/phrases.js'
import { normalize } from './normalize.js'

/** So many illnesses and medicines in one message are more than a ready-made answer can weigh. */
const COMPLEX_FROM = 3

/** Whether a message tells of several illnesses or medicines at once; bone medicines count one each. */
export function isComplexCase(
  { otherConditions }: Lexicon,
  utterance: string,
  entities: readonly Entity[],
): boolean {
  const text = normalize(utterance).text
  const conditions = otherConditions.filter((phrases) => holdsPhrase(phrases, text)).length
  const medicines = new Set(entities.flatMap((e) => (e.slot === 'medicine' ? [e.value] : [])))
  return conditions + medicines.size >= COMPLEX_FROM
}
