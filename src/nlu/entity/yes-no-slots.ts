import type { SlotName, SlotValues } from '../../types.js'
import { findPhrases, type Phrases } from './phrases.js'
import { isNegated, spanOf, textBefore, type Reader, type Reading, type Span } from './reading.js'
import { answerOf, isQuestion } from './yes-no.js'

/** Slots that a yes or a no answers, and that people tell in phrases of `_entities.yml`. */
export const YES_NO_SLOTS = [
  'supervised',
  'pregnant',
  'riskFactor',
  'secondaryCause',
  'unsteady',
  'heartTrouble',
  'recentSurgeryOrBreak',
  'newBackPain',
  'painAlarm',
] as const satisfies readonly BooleanSlot[]
export type YesNoSlot = (typeof YES_NO_SLOTS)[number]

type BooleanSlot = {
  [S in SlotName]: SlotValues[S] extends boolean ? S : never
}[SlotName]

/** The phrases of one slot, made ready to search with. */
export interface YesNoPhrases {
  readonly yes: Phrases
  readonly no: Phrases | undefined
  /** These count only as an answer: "smoking". */
  readonly yesAsAnswer: Phrases | undefined
  readonly noAsAnswer: Phrases | undefined
}

/** "If I smoked", "women who smoke", "I quit smoking": nobody has said that they do. */
const IN_GENERAL =
  /\b(?:if|should|does|do|can|could|will|would|people who|women who|men who|someone who|cause|causes|because of|from|prevent|avoid|risk of|quit|stopped|used to)\s+(?:\w+\s){0,3}$/

/** What turns a phrase just after it into talk. */
const ONLY_TALK: { readonly [S in YesNoSlot]?: RegExp } = {
  supervised:
    /\b(?:need|find|hire|get|want|should|looking for|afford|recommend|is it better|or|if|could|would|live|living|lives)\b[^.;!?]{0,24}$/,
  pregnant:
    /\b(?:when i was|while i was|was|were|if i (?:get|become|am|was)|if i'm|before|after|last|first|wasn't|are)\s*$/,
}

/** Their question names one thing, so that to deny it answers no; others name several. */
const OF_ONE_THING: readonly YesNoSlot[] = ['supervised', 'pregnant', 'unsteady']

/** A longer answer tells something else as well. */
const MAX_ANSWER_WORDS = 12

/** Makes a reader of a condition that is told in one of its phrases, or answered with yes or no. */
export function readYesNo(slot: YesNoSlot): Reader {
  return (reading) => {
    const found = toldNo(reading, slot) ?? toldYes(reading, slot)
    if (found !== undefined) return [{ slot, ...found }]
    const answer = reading.awaited === slot ? answerOf(reading.text) : undefined
    return answer === undefined ? [] : [{ slot, value: answer, start: 0, end: reading.text.length }]
  }
}

interface Told extends Span {
  readonly value: boolean
}

function toldNo(reading: Reading, slot: YesNoSlot): Told | undefined {
  const spans = [...spansOf(reading, slot, 'no'), ...spansOf(reading, slot, 'noAsAnswer')]
  const span = spans.find((found) => !isNegated(reading.text, found))
  return span && { value: false, ...span }
}

function toldYes(reading: Reading, slot: YesNoSlot): Told | undefined {
  const spans = [...spansOf(reading, slot, 'yes'), ...spansOf(reading, slot, 'yesAsAnswer')]
  const said = spans.find((span) => !isNegated(reading.text, span))
  if (said !== undefined) return { value: true, ...said }
  const [denied] = spans
  return denied && OF_ONE_THING.includes(slot) ? { value: false, ...denied } : undefined
}

/** Where the phrases are said of a case, and not only talked about. */
function spansOf(
  { lexicon, text, awaited, isPersonal }: Reading,
  slot: YesNoSlot,
  kind: keyof YesNoPhrases,
): readonly Span[] {
  const phrases = lexicon.yesNo[slot][kind]
  const isPlainAnswer = awaited === slot && !isQuestion(text)
  const isAnswerOnly = kind === 'yesAsAnswer' || kind === 'noAsAnswer'
  const isShort = () => text.split(/\s+/).length <= MAX_ANSWER_WORDS
  const counts = isAnswerOnly ? isPlainAnswer && isShort() : isPersonal || isPlainAnswer
  if (phrases === undefined || !counts) return []
  const talk = ONLY_TALK[slot] ?? IN_GENERAL
  const spans = findPhrases(phrases, text).map(spanOf)
  const isTalk = (span: Span) => talk.test(textBefore(text, span))
  // A trainer whom somebody wants to find is an answer; a pregnancy that is over is none.
  return isPlainAnswer && slot !== 'pregnant' && !isAnswerOnly
    ? spans
    : spans.filter((span) => !isTalk(span))
}
