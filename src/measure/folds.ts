/** What models hear in examples that they have not seen, one fold of five at a time. */
import type { RedFlagExamples, RedFlagRules } from '../content/red-flag-schema.js'
import { createClassifier } from '../nlu/classify.js'
import { trainModel, type Example } from '../nlu/classifier/train.js'
import type { WordVectors } from '../nlu/classifier/word-vectors.js'
import { hearRedFlags } from '../nlu/hear-red-flags.js'
import { createSuspect, redFlagLessons } from '../nlu/red-flag/model.js'
import { compileRedFlags, findRedFlags } from '../nlu/red-flags.js'
import { foldsOf } from '../review/misheard.js'
import type { RankedIntent, RedFlag } from '../types.js'

/** As many as a turn keeps. */
const KEPT_INTENTS = 5

/** Any day: no example depends on it. */
const SOME_DAY = '2026-01-15T12:00:00.000Z'

export interface IntentExample extends Example {
  readonly id: string
  /** The same text with a typo. */
  readonly misspelt: string
}

export interface IntentFolds {
  readonly examples: readonly IntentExample[]
  /** What every model learns as well, such as the titles of the intents. */
  readonly always: readonly Example[]
  readonly wordVectors: WordVectors
}

export interface HeardIntents {
  readonly id: string
  /** Best first. */
  readonly plain: readonly RankedIntent[]
  readonly misspelt: readonly RankedIntent[]
}

/** Hears the examples of one fold with a classifier trained on the others. */
export function hearIntentFold(folds: IntentFolds, fold: number): readonly HeardIntents[] {
  const { examples, always, wordVectors } = folds
  const { learned, unseen } = divide(examples, fold)
  const classify = createClassifier(trainModel([...learned, ...always], wordVectors))
  return unseen.map(({ id, text, misspelt }) => ({
    id,
    plain: classify(text).slice(0, KEPT_INTENTS),
    misspelt: classify(misspelt).slice(0, KEPT_INTENTS),
  }))
}

/** A message that must be heard as a flag, shares words with one, or has nothing to do with any. */
export interface FlagExample extends Example {
  readonly id: string
  readonly role: 'positive' | 'lookalike' | 'ordinary'
  /** Of an ordinary message the empty text. */
  readonly flag: string
}

export interface FlagFolds {
  readonly examples: readonly FlagExample[]
  readonly rules: RedFlagRules
  readonly wordVectors: WordVectors
}

/** What the rules hear, what the learned detector hears, and what both together raise. */
export interface HeardFlags {
  readonly id: string
  readonly rules: readonly RedFlag[]
  readonly detector: readonly RedFlag[]
  readonly together: readonly RedFlag[]
}

/** Hears the messages of one fold with a detector trained on the others. */
export function hearFlagFold(folds: FlagFolds, fold: number): readonly HeardFlags[] {
  const { examples, rules, wordVectors } = folds
  const { learned, unseen } = divide(examples, fold)
  const lessons = redFlagLessons({
    intents: new Map(),
    noneExamples: textsOf(learned, 'ordinary'),
    toldExamples: [],
    actExamples: {},
    redFlagExamples: byFlag(learned),
    redFlagRules: rules,
  })
  const suspect = createSuspect(trainModel(lessons, wordVectors))
  const detector = compileRedFlags(rules)
  const silent = compileRedFlags({
    ...rules,
    flags: rules.flags.map((flag) => ({ ...flag, rules: [] })),
  })
  return unseen.map(({ id, text }) => {
    const input = { utterance: text, slots: {}, receivedAt: SOME_DAY }
    return {
      id,
      rules: findRedFlags(detector, input),
      detector: hearRedFlags({ detector: silent, suspect }, input),
      together: hearRedFlags({ detector, suspect }, input),
    }
  })
}

function divide<E extends Example>(
  examples: readonly E[],
  fold: number,
): { readonly learned: readonly E[]; readonly unseen: readonly E[] } {
  const folds = foldsOf(examples)
  return {
    learned: examples.filter((_, index) => folds[index] !== fold),
    unseen: examples.filter((_, index) => folds[index] === fold),
  }
}

function byFlag(examples: readonly FlagExample[]): RedFlagExamples {
  const flags = new Set(examples.map(({ flag }) => flag).filter((flag) => flag !== ''))
  return Object.fromEntries(
    [...flags].map((flag) => {
      const own = examples.filter((example) => example.flag === flag)
      return [flag, { positives: textsOf(own, 'positive'), lookalikes: textsOf(own, 'lookalike') }]
    }),
  )
}

function textsOf(examples: readonly FlagExample[], role: FlagExample['role']): string[] {
  return examples.filter((example) => example.role === role).map(({ text }) => text)
}
