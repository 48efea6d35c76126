/** How well intents are told apart, whatever is then decided. */
import type { Content } from '../content/content.js'
import { OUT_OF_SCOPE } from '../nlu/classify.js'
import { groupBy } from '../review/group.js'
import type { Played } from './score.js'

/** The intent that was heard first, and the one that was meant. */
export interface Guess {
  readonly meant: string
  readonly heard: string
  /** 0…1, in the intent heard. */
  readonly confidence: number
  readonly isRight: boolean
  /** An accepted intent is among the first three. */
  readonly isAmongThree: boolean
}

const SHOWN_INTENTS = 3

/**
 * The guess behind a turn; undefined where none can be judged: nothing was heard, the message is about service or
 * danger, or it is out of scope and was taken for small talk.
 */
export function guessOf(
  { asked, heard, outcome }: Played,
  intents: Content['intents'],
): Guess | undefined {
  const [top] = heard
  if (top === undefined) return undefined
  const accepted = asked.questions.flat()
  const isRight = accepted.includes(top.intent)
  const { intent, confidence } = top
  if (asked.task === 'out') {
    if (isRight || intents.get(intent)?.kind === 'social') return undefined
    // What is declined was heard as not ours; its confidence is that of the intent it came nearest to.
    const taken = outcome === 'answered' ? intent : OUT_OF_SCOPE
    return { meant: OUT_OF_SCOPE, heard: taken, confidence, isRight, isAmongThree: false }
  }
  const [first] = accepted
  if (first === undefined || asked.task === 'service' || asked.task === 'urgent') return undefined
  const isAmongThree = heard
    .slice(0, SHOWN_INTENTS)
    .some((ranked) => accepted.includes(ranked.intent))
  return { meant: isRight ? intent : first, heard: intent, confidence, isRight, isAmongThree }
}

/** How one intent is heard. Shares are 0…1, and undefined where there is nothing to share. */
export interface IntentScore {
  readonly intent: string
  /** Messages that mean it. */
  readonly support: number
  /** Of the messages heard as this intent, those that mean it. */
  readonly precision: number | undefined
  /** Of the messages that mean it, those heard as this intent. */
  readonly recall: number | undefined
  readonly f1: number | undefined
}

/** Scores each intent that was meant or heard, by name. */
export function scoreIntents(guesses: readonly Guess[]): readonly IntentScore[] {
  const meant = groupBy(guesses, (guess) => guess.meant)
  const heard = groupBy(guesses, (guess) => guess.heard)
  return [...new Set([...meant.keys(), ...heard.keys()])].sort().map((intent) => {
    const support = meant.get(intent)?.length ?? 0
    const taken = heard.get(intent)?.length ?? 0
    const right = meant.get(intent)?.filter((guess) => guess.heard === intent).length ?? 0
    return {
      intent,
      support,
      precision: share(right, taken),
      recall: share(right, support),
      // 2PR / (P + R), without its parts.
      f1: share(2 * right, support + taken),
    }
  })
}

/** Part of a whole, 0…1; undefined of nothing. */
export function share(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole
}

/** How well all of them were heard; shares 0…1 of the messages that are ours. */
export interface HeardShares {
  readonly messages: number
  readonly first: number | undefined
  readonly amongThree: number | undefined
  /** Mean over the intents that were meant. */
  readonly macroF1: number | undefined
}

/** Sums up the guesses about messages that are ours. */
export function shareHeard(guesses: readonly Guess[]): HeardShares {
  const ours = guesses.filter(({ meant }) => meant !== OUT_OF_SCOPE)
  const scores = scoreIntents(guesses).filter(
    ({ support, intent }) => support > 0 && intent !== OUT_OF_SCOPE,
  )
  const f1s = scores.map(({ f1 }) => f1 ?? 0)
  return {
    messages: ours.length,
    first: share(ours.filter(({ isRight }) => isRight).length, ours.length),
    amongThree: share(ours.filter(({ isAmongThree }) => isAmongThree).length, ours.length),
    macroF1: share(
      f1s.reduce((sum, f1) => sum + f1, 0),
      f1s.length,
    ),
  }
}

/** How often one intent was taken for another. */
export interface Confusion {
  readonly meant: string
  readonly heard: string
  readonly count: number
}

/** Counts which intents are taken for which, the most frequent first. */
export function confusionsOf(guesses: readonly Guess[]): readonly Confusion[] {
  const wrong = guesses.filter(({ meant, heard }) => meant !== heard)
  return [...groupBy(wrong, ({ meant, heard }) => `${meant} ${heard}`).values()]
    .flatMap((group) =>
      group.slice(0, 1).map(({ meant, heard }) => ({ meant, heard, count: group.length })),
    )
    .sort((a, b) => b.count - a.count)
}
