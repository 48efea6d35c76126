/** Which examples a model that never saw them gives to another intent: the ones that a writer has to settle. */
import { createClassifier, OUT_OF_SCOPE } from '../nlu/classify.js'
import { createRandom, shuffle } from '../nlu/classifier/random.js'
import { trainModel, type Example } from '../nlu/classifier/train.js'
import type { WordVectors } from '../nlu/classifier/word-vectors.js'
import type { RankedIntent } from '../types.js'
import { groupBy } from './group.js'

/** How often the examples are divided; each is heard once by a model trained on the other four fifths. */
export const FOLDS = 5

const SEED = 11
/** Ranks that are kept of what was heard, for the share of examples that are right among the first three. */
const KEPT = 3

/** An example as a model heard it that had not seen it. */
export interface HeardExample extends Example {
  /** The three intents heard first. */
  readonly heard: readonly RankedIntent[]
  /** Confidence in the intent in which the example stands; 0 for one that is not ours. */
  readonly ownConfidence: number
}

/** What the folds are made of. */
export interface Lessons {
  /** Each is heard once. */
  readonly examples: readonly Example[]
  /** What every model learns as well, such as the titles of the intents. */
  readonly always: readonly Example[]
  readonly wordVectors: WordVectors
}

/** Says for each example in which fold it is heard; each intent is spread evenly, always in the same way. */
export function foldsOf(examples: readonly Example[]): Int32Array {
  const folds = new Int32Array(examples.length)
  const random = createRandom(SEED)
  const places = groupBy(examples.keys(), (index) => examples[index]?.intent ?? '')
  // Where one intent ends the next goes on, so that intents with few examples do not all leave out the same fold.
  let next = 0
  for (const own of places.values()) {
    const order = Int32Array.from(own)
    shuffle(order, order.length, random)
    for (const index of order) folds[index] = next++ % FOLDS
  }
  return folds
}

/** Trains on all folds but one, with the training that serves patients, and hears the examples of that one. */
export function hearFold(lessons: Lessons, fold: number): readonly HeardExample[] {
  const { examples, always, wordVectors } = lessons
  const folds = foldsOf(examples)
  const learned = examples.filter((_, index) => folds[index] !== fold)
  const classify = createClassifier(trainModel([...learned, ...always], wordVectors))
  return examples
    .filter((_, index) => folds[index] === fold)
    .map((example) => {
      const ranked = classify(example.text)
      const own = ranked.find(({ intent }) => intent === example.intent)
      return { ...example, heard: ranked.slice(0, KEPT), ownConfidence: own?.confidence ?? 0 }
    })
}

/** An example that was heard as another intent than the one in which it stands. */
export interface Misheard extends Example {
  readonly heardAs: string
  readonly confidence: number
  readonly ownConfidence: number
}

/** Lists the examples heard as another intent, the most confident first. */
export function misheardOf(
  heard: readonly HeardExample[],
  leastConfidence: number,
): readonly Misheard[] {
  return heard
    .flatMap(({ text, intent, heard: [best], ownConfidence }): readonly Misheard[] => {
      if (best === undefined || best.intent === intent) return []
      const { intent: heardAs, confidence } = best
      return confidence < leastConfidence
        ? []
        : [{ text, intent, heardAs, confidence, ownConfidence }]
    })
    .sort((a, b) => b.confidence - a.confidence)
}

/** How often one intent was heard as another. */
export interface Pair {
  readonly intent: string
  readonly heardAs: string
  readonly count: number
}

/** Counts which intents are taken for which, the most frequent first. */
export function pairsOf(misheard: readonly Misheard[]): readonly Pair[] {
  const groups = groupBy(misheard, ({ intent, heardAs }) => `${intent} ${heardAs}`)
  return [...groups.values()]
    .flatMap(([first, ...others]) =>
      first === undefined
        ? []
        : [{ intent: first.intent, heardAs: first.heardAs, count: 1 + others.length }],
    )
    .sort((a, b) => b.count - a.count)
}

/** How many of the examples that are ours have their own intent first, and among the first three; 0…1. */
export function sharesOf(heard: readonly HeardExample[]): {
  readonly first: number
  readonly amongThree: number
} {
  const ours = heard.filter(({ intent }) => intent !== OUT_OF_SCOPE)
  const share = (isRight: (example: HeardExample) => boolean): number =>
    ours.length === 0 ? 0 : ours.filter(isRight).length / ours.length
  return {
    first: share(({ intent, heard: [best] }) => best?.intent === intent),
    amongThree: share((example) => example.heard.some(({ intent }) => intent === example.intent)),
  }
}
