import type { Content } from '../../content/content.js'
import { createScorer, OUT_OF_SCOPE, type IntentModel } from '../classify.js'
import { compileRedFlags, judgeMessage, readMessage, type RedFlagDetector } from '../red-flags.js'
import { partsOf, textOf } from './parts.js'
import type { Example } from '../classifier/train.js'

/** What the learned detector makes of a text. */
export interface Suspicion {
  /** The flag that the text sounds most like. */
  readonly flag: string
  /** How much it sounds like danger rather than like an ordinary message, in SVM margins; below −1 hardly at all. */
  readonly margin: number
}

/** Tells which flag a text sounds like, however unlikely. */
export type Suspect = (text: string) => Suspicion

/** What the detector learns from. */
export type RedFlagLessons = Pick<
  Content,
  'intents' | 'noneExamples' | 'toldExamples' | 'actExamples' | 'redFlagExamples' | 'redFlagRules'
>

/** Positives and look-alikes are few beside all that patients ask, and matter most. */
const POSITIVE_COPIES = 2
const LOOKALIKE_COPIES = 4
/** Sounding like a flag counts less than not sounding like anything ordinary: several flags may share a danger. */
const FLAG_SHARE = 0.5
/** Any day, as no example of an intent depends on it. */
const SOME_DAY = '2026-09-15T12:00:00Z'

/** Lists what the detector is trained on: positives at their flag, everything else as `none`. */
export function redFlagLessons(lessons: RedFlagLessons): readonly Example[] {
  const { redFlagExamples, redFlagRules } = lessons
  const rules = compileRedFlags(redFlagRules)
  const flags = Object.entries(redFlagExamples)
  return [
    ...flags.flatMap(([intent, { positives }]) =>
      positives.flatMap((text) => copies({ text, intent }, POSITIVE_COPIES)),
    ),
    ...flags.flatMap(([, { lookalikes }]) =>
      lookalikes.flatMap((text) => copies(asQuiet(text), LOOKALIKE_COPIES)),
    ),
    ...ordinaryTexts(lessons)
      .flatMap((text) => quietTexts(rules, text))
      .map(asQuiet),
  ]
}

/**
 * What teaches quiet in an ordinary message: all of it and, as it will be heard, its parts. Where the rules are sure
 * of a danger, as in a question about a pregnancy, it teaches nothing.
 */
function quietTexts(rules: RedFlagDetector, utterance: string): readonly string[] {
  const message = readMessage(rules, { utterance, slots: {}, receivedAt: SOME_DAY })
  const isSure = judgeMessage(rules, message).some(({ certainty }) => certainty === 'certain')
  if (isSure) return []
  const { tokens } = message
  return [utterance, ...partsOf(tokens).map((part) => textOf(utterance, tokens, part))]
}

/** All that patients say every day. */
export function ordinaryTexts({
  intents,
  noneExamples,
  toldExamples,
  actExamples,
}: Omit<RedFlagLessons, 'redFlagExamples' | 'redFlagRules'>): readonly string[] {
  return [
    ...[...intents.values()].flatMap(({ examples }) => examples),
    ...noneExamples,
    ...toldExamples,
    ...Object.values(actExamples).flat(),
  ]
}

function copies(example: Example, count: number): readonly Example[] {
  return Array.from({ length: count }, () => example)
}

function asQuiet(text: string): Example {
  return { text, intent: OUT_OF_SCOPE }
}

/**
 * Makes the function that suspects a danger, from a model whose intents are the flags and `none`.
 *
 * @throws {RangeError} for a model without `none`.
 */
export function createSuspect(model: IntentModel): Suspect {
  const quiet = model.intents.indexOf(OUT_OF_SCOPE)
  if (quiet < 0) throw new RangeError('the detector needs examples of what is no danger')
  const score = createScorer(model)
  const { intents } = model
  return (text) => {
    const scores = score(text)
    let best = quiet === 0 ? 1 : 0
    if (scores === undefined) return { flag: intents[best] ?? '', margin: -Infinity }
    scores.forEach((score, k) => {
      if (k !== quiet && score > (scores[best] ?? 0)) best = k
    })
    const margin = FLAG_SHARE * (scores[best] ?? 0) - (scores[quiet] ?? 0)
    return { flag: intents[best] ?? '', margin }
  }
}
