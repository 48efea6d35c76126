import type { Turn } from '../../src/types.js'
import { converse, lastOf } from './converse.js'
import { readyContent } from './ready-content.js'

/** A row of test/specs/pages.yml, where the fields are explained. */
export interface PageRow {
  readonly page: string
  readonly ask: string
  readonly about: readonly string[]
  readonly told?: readonly string[]
  readonly first?: readonly string[]
  readonly more?: readonly string[]
  readonly never?: readonly string[]
  readonly error?: string
  readonly known_gap?: string
}

/** Whether a question was answered, offered as a button, or missed. */
export type Hearing = 'answered' | 'offered' | 'missed'

const MAX_QUESTIONS = 7

/**
 * What is said on a row's subject, in small letters: at first, and when more is asked for. Where the
 * question itself did not bring its first subject up, that subject's button is tapped.
 */
export function answersOn({ told = [], ask, about: [subject = ''] }: PageRow): {
  readonly responseId: string
  readonly first: string
  readonly deeper: string
  /** As it goes by SMS. */
  readonly short: string
} {
  const asked = answerQuestions([...told, ask])
  const { decision } = lastOf(...asked)
  const isOnSubject = decision.kind === 'answer' && decision.intents.includes(subject)
  const said = isOnSubject ? asked : answerQuestions([...told, ask, titleOf(subject)])
  const [first, deeper] = converse('web', ...said, 'tell me more').slice(-2)
  return {
    responseId: first?.reply.responseId ?? '',
    first: wordsOf(first),
    deeper: wordsOf(deeper),
    short: first?.reply.shortText.toLowerCase() ?? '',
  }
}

/** How a row's question is heard, before any button is tapped. */
export function hearing({ told = [], ask, about }: PageRow): Hearing {
  const { decision } = lastOf(...told, ask)
  if (decision.kind === 'answer' && decision.intents.some((id) => about.includes(id))) {
    return 'answered'
  }
  const isAsked = decision.kind === 'ask' && about.includes(decision.forIntent ?? '')
  if (isAsked) return 'answered'
  const isOffered =
    decision.kind === 'clarify' && decision.candidates.some((id) => about.includes(id))
  return isOffered ? 'offered' : 'missed'
}

/** Answers the bot's questions as somebody who broke nothing and knows no score. */
function answerQuestions(said: readonly string[]): readonly string[] {
  let all = said
  for (let count = 0; count < MAX_QUESTIONS; count += 1) {
    const { decision } = lastOf(...all)
    if (decision.kind !== 'ask') return all
    all = [...all, decision.slot === 'priorFracture' ? 'no' : "I'm not sure"]
  }
  return all
}

function titleOf(intent: string): string {
  return readyContent().intents.get(intent)?.title ?? intent
}

function wordsOf(turn: Turn | undefined): string {
  const { paragraphs = [], table } = turn?.reply ?? {}
  const text = [...paragraphs, ...(table?.rows.flat() ?? [])].join(' ')
  return text.replace(/ ?\[\d+\]/g, '').toLowerCase()
}
